-- +goose Up
-- Documents of the municipality itself: staff, processors, how lists are read. Sealed.
CREATE TABLE register (
    gemeente TEXT    NOT NULL,
    soort    TEXT    NOT NULL,
    sleutel  TEXT    NOT NULL,
    versie   INTEGER NOT NULL,
    moment   INTEGER NOT NULL,
    inhoud   BLOB    NOT NULL,
    PRIMARY KEY (gemeente, soort, sleutel)
) WITHOUT ROWID;
