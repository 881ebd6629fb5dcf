-- +goose Up
-- Logins of people at work, shared by all instances. Sealed; the key is a print of the token.
CREATE TABLE sessie (
    gemeente  TEXT    NOT NULL,
    sleutel   TEXT    NOT NULL,
    gebruiker TEXT    NOT NULL,
    tot       INTEGER NOT NULL,
    inhoud    BLOB    NOT NULL,
    PRIMARY KEY (gemeente, sleutel)
) WITHOUT ROWID;
CREATE INDEX sessie_gebruiker ON sessie (gemeente, gebruiker);
CREATE INDEX sessie_tot ON sessie (gemeente, tot);
