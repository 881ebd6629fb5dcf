-- +goose Up
-- A message without a dossier whose content was destroyed: the day and the ground.
ALTER TABLE bericht ADD COLUMN weg TEXT NOT NULL DEFAULT '';

-- The closing head of the audit of one person: lines up to volg were removed.
CREATE TABLE auditslot (
    gemeente  TEXT    NOT NULL,
    gebruiker TEXT    NOT NULL,
    volg      INTEGER NOT NULL,
    hoofd     BLOB    NOT NULL,
    moment    INTEGER NOT NULL,
    dag       TEXT    NOT NULL,
    grond     TEXT    NOT NULL,
    PRIMARY KEY (gemeente, gebruiker)
) WITHOUT ROWID;

-- A closing head says what the chain says, only moves on and stays.
-- +goose StatementBegin
CREATE TRIGGER auditslot_klopt BEFORE INSERT ON auditslot
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.gemeente = NEW.gemeente AND a.gebruiker = NEW.gebruiker AND a.volg = NEW.volg + 1 AND a.vorige = NEW.hoofd)
 AND NOT EXISTS (SELECT 1 FROM audithoofd h WHERE h.gemeente = NEW.gemeente AND h.gebruiker = NEW.gebruiker AND h.volg = NEW.volg AND h.hoofd = NEW.hoofd)
BEGIN SELECT RAISE(ABORT, 'dit slot past niet op de audit'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER auditslot_gaat_vooruit BEFORE UPDATE ON auditslot
WHEN NEW.gemeente <> OLD.gemeente OR NEW.gebruiker <> OLD.gebruiker OR NEW.volg <= OLD.volg
BEGIN SELECT RAISE(ABORT, 'een slot gaat niet terug'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER auditslot_blijft_kloppen BEFORE UPDATE ON auditslot
WHEN NOT EXISTS (SELECT 1 FROM audit a WHERE a.gemeente = NEW.gemeente AND a.gebruiker = NEW.gebruiker AND a.volg = NEW.volg + 1 AND a.vorige = NEW.hoofd)
 AND NOT EXISTS (SELECT 1 FROM audithoofd h WHERE h.gemeente = NEW.gemeente AND h.gebruiker = NEW.gebruiker AND h.volg = NEW.volg AND h.hoofd = NEW.hoofd)
BEGIN SELECT RAISE(ABORT, 'dit slot past niet op de audit'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER auditslot_blijft BEFORE DELETE ON auditslot
BEGIN SELECT RAISE(ABORT, 'een slot blijft staan'); END;
-- +goose StatementEnd

-- A line goes only when a closing head says so, and never in its first five years.
DROP TRIGGER audit_blijft;
-- +goose StatementBegin
CREATE TRIGGER audit_blijft BEFORE DELETE ON audit
WHEN OLD.moment > CAST(strftime('%s', 'now') AS INTEGER) - 157680000
  OR NOT EXISTS (SELECT 1 FROM auditslot s WHERE s.gemeente = OLD.gemeente AND s.gebruiker = OLD.gebruiker AND s.volg >= OLD.volg)
BEGIN SELECT RAISE(ABORT, 'een auditregel blijft staan'); END;
-- +goose StatementEnd
