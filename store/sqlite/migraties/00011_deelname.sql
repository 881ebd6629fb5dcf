-- +goose Up
-- Which provider sees which dossier, for what and from when till when; derived, like the lists.
CREATE TABLE deelname (
    gemeente  TEXT    NOT NULL,
    nummer    TEXT    NOT NULL,
    volg      INTEGER NOT NULL,
    sorteer   TEXT    NOT NULL,
    aanbieder TEXT    NOT NULL,
    wat       TEXT    NOT NULL,
    vanaf     TEXT    NOT NULL,
    tot       TEXT    NOT NULL,
    zicht     TEXT    NOT NULL,
    kenmerk   TEXT    NOT NULL,
    PRIMARY KEY (gemeente, nummer, volg)
) WITHOUT ROWID;
-- The list of one provider by name; what decides who is on it stands in the index.
CREATE INDEX deelname_aanbieder ON deelname (gemeente, aanbieder, sorteer, nummer, volg, wat, vanaf, tot, zicht);
