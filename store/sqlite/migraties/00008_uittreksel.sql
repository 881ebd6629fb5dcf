-- +goose Up
-- The log of a dossier in one small sealed piece, beside a print of its rows in the lists:
-- what recalculating a whole municipality reads. Derived, so it begins empty and may always
-- be emptied; what is not there is read from the log and then written.
CREATE TABLE uittreksel (
    gemeente TEXT    NOT NULL,
    nummer   TEXT    NOT NULL,
    versie   INTEGER NOT NULL,
    rijen    BLOB    NOT NULL,
    inhoud   BLOB    NOT NULL,
    PRIMARY KEY (gemeente, nummer)
);
