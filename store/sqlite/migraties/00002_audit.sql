-- +goose Up
-- Who saw, searched, exported and changed what. One chain per person within the municipality.
CREATE TABLE audit (
    gemeente  TEXT    NOT NULL,
    gebruiker TEXT    NOT NULL,
    volg      INTEGER NOT NULL,
    moment    INTEGER NOT NULL,
    rol       TEXT    NOT NULL,
    handeling TEXT    NOT NULL,
    nummer    TEXT    NOT NULL,
    over      TEXT    NOT NULL,
    aantal    INTEGER NOT NULL,
    reden     BLOB    NOT NULL,
    vorige    BLOB    NOT NULL,
    PRIMARY KEY (gemeente, gebruiker, volg)
) WITHOUT ROWID;
CREATE INDEX audit_moment ON audit (gemeente, moment, gebruiker, volg);
CREATE INDEX audit_nummer ON audit (gemeente, nummer, moment, gebruiker, volg);

CREATE TABLE audithoofd (
    gemeente  TEXT    NOT NULL,
    gebruiker TEXT    NOT NULL,
    volg      INTEGER NOT NULL,
    hoofd     BLOB    NOT NULL,
    PRIMARY KEY (gemeente, gebruiker)
) WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER audit_wijzigt_niet BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'een auditregel wijzigt niet'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_blijft BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'een auditregel blijft staan'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audithoofd_blijft BEFORE DELETE ON audithoofd
BEGIN SELECT RAISE(ABORT, 'de audit blijft staan'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audithoofd_gaat_vooruit BEFORE UPDATE ON audithoofd WHEN NEW.volg < OLD.volg
BEGIN SELECT RAISE(ABORT, 'de audit gaat niet terug'); END;
-- +goose StatementEnd
