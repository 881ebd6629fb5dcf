-- +goose Up
-- A message without a dossier whose content was destroyed: the day and the ground.
ALTER TABLE bericht ADD COLUMN weg TEXT COLLATE "C" NOT NULL DEFAULT '';

-- The closing head of the audit of one person: lines up to volg were removed.
CREATE TABLE auditslot (
    gemeente  TEXT COLLATE "C" NOT NULL,
    gebruiker TEXT COLLATE "C" NOT NULL,
    volg      INTEGER NOT NULL,
    hoofd     BYTEA NOT NULL,
    moment    BIGINT NOT NULL,
    dag       TEXT COLLATE "C" NOT NULL,
    grond     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (gemeente, gebruiker)
);
ALTER TABLE auditslot ENABLE ROW LEVEL SECURITY;
ALTER TABLE auditslot FORCE ROW LEVEL SECURITY;
CREATE POLICY auditslot_gemeente ON auditslot USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));

-- A closing head says what the chain says, only moves on and stays.
-- +goose StatementBegin
CREATE FUNCTION auditslot_klopt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit a WHERE a.gemeente = NEW.gemeente AND a.gebruiker = NEW.gebruiker AND a.volg = NEW.volg + 1 AND a.vorige = NEW.hoofd)
       AND NOT EXISTS (SELECT 1 FROM audithoofd h WHERE h.gemeente = NEW.gemeente AND h.gebruiker = NEW.gebruiker AND h.volg = NEW.volg AND h.hoofd = NEW.hoofd) THEN
        RAISE EXCEPTION 'dit slot past niet op de audit';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION auditslot_gaat_vooruit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.gemeente <> OLD.gemeente OR NEW.gebruiker <> OLD.gebruiker OR NEW.volg <= OLD.volg THEN
        RAISE EXCEPTION 'een slot gaat niet terug';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER auditslot_klopt BEFORE INSERT OR UPDATE ON auditslot FOR EACH ROW EXECUTE FUNCTION auditslot_klopt();
CREATE TRIGGER auditslot_gaat_vooruit BEFORE UPDATE ON auditslot FOR EACH ROW EXECUTE FUNCTION auditslot_gaat_vooruit();
CREATE TRIGGER auditslot_blijft BEFORE DELETE ON auditslot FOR EACH ROW EXECUTE FUNCTION blijft_staan();

-- A line goes only when a closing head says so, and never in its first five years.
-- +goose StatementBegin
CREATE FUNCTION audit_loopt_af() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.moment > EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) - 157680000
       OR NOT EXISTS (SELECT 1 FROM auditslot s WHERE s.gemeente = OLD.gemeente AND s.gebruiker = OLD.gebruiker AND s.volg >= OLD.volg) THEN
        RAISE EXCEPTION 'een auditregel blijft staan';
    END IF;
    RETURN OLD;
END $$;
-- +goose StatementEnd
DROP TRIGGER audit_blijft ON audit;
CREATE TRIGGER audit_wijzigt_niet BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION blijft_staan();
CREATE TRIGGER audit_blijft BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_loopt_af();
