-- +goose Up
-- Who saw, searched, exported and changed what. One chain per person within the municipality.
CREATE TABLE audit (
    gemeente  TEXT COLLATE "C" NOT NULL,
    gebruiker TEXT COLLATE "C" NOT NULL,
    volg      INTEGER NOT NULL,
    moment    BIGINT NOT NULL,
    rol       TEXT COLLATE "C" NOT NULL,
    handeling TEXT COLLATE "C" NOT NULL,
    nummer    TEXT COLLATE "C" NOT NULL,
    over      TEXT COLLATE "C" NOT NULL,
    aantal    INTEGER NOT NULL,
    reden     BYTEA NOT NULL,
    vorige    BYTEA NOT NULL,
    PRIMARY KEY (gemeente, gebruiker, volg)
);
CREATE INDEX audit_moment ON audit (gemeente, moment, gebruiker, volg);
CREATE INDEX audit_nummer ON audit (gemeente, nummer, moment, gebruiker, volg);

CREATE TABLE audithoofd (
    gemeente  TEXT COLLATE "C" NOT NULL,
    gebruiker TEXT COLLATE "C" NOT NULL,
    volg      INTEGER NOT NULL,
    hoofd     BYTEA NOT NULL,
    PRIMARY KEY (gemeente, gebruiker)
);

-- +goose StatementBegin
CREATE FUNCTION audit_gaat_vooruit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.volg < OLD.volg THEN
        RAISE EXCEPTION 'de audit gaat niet terug';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_blijft BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION blijft_staan();
CREATE TRIGGER audithoofd_blijft BEFORE DELETE ON audithoofd FOR EACH ROW EXECUTE FUNCTION blijft_staan();
CREATE TRIGGER audithoofd_gaat_vooruit BEFORE UPDATE ON audithoofd FOR EACH ROW EXECUTE FUNCTION audit_gaat_vooruit();

ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_gemeente ON audit USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE audithoofd ENABLE ROW LEVEL SECURITY;
ALTER TABLE audithoofd FORCE ROW LEVEL SECURITY;
CREATE POLICY audithoofd_gemeente ON audithoofd USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
