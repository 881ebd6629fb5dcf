-- +goose Up
-- Which provider sees which dossier, for what and from when till when; derived, like the lists.
CREATE TABLE deelname (
    gemeente  TEXT COLLATE "C" NOT NULL,
    nummer    TEXT COLLATE "C" NOT NULL,
    volg      INTEGER NOT NULL,
    sorteer   TEXT COLLATE "C" NOT NULL,
    aanbieder TEXT COLLATE "C" NOT NULL,
    wat       TEXT COLLATE "C" NOT NULL,
    vanaf     TEXT COLLATE "C" NOT NULL,
    tot       TEXT COLLATE "C" NOT NULL,
    zicht     TEXT COLLATE "C" NOT NULL,
    kenmerk   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (gemeente, nummer, volg)
);
-- The list of one provider by name; what decides who is on it stands in the index.
CREATE INDEX deelname_aanbieder ON deelname (gemeente, aanbieder, sorteer, nummer, volg, wat, vanaf, tot, zicht);
ALTER TABLE deelname ENABLE ROW LEVEL SECURITY;
ALTER TABLE deelname FORCE ROW LEVEL SECURITY;
CREATE POLICY deelname_gemeente ON deelname USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
