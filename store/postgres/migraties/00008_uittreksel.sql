-- +goose Up
-- The log of a dossier in one small sealed piece, beside a print of its rows in the lists:
-- what recalculating a whole municipality reads. Derived, so it begins empty and may always
-- be emptied; what is not there is read from the log and then written.
CREATE TABLE uittreksel (
    gemeente TEXT COLLATE "C" NOT NULL,
    nummer   TEXT COLLATE "C" NOT NULL,
    versie   INTEGER NOT NULL,
    rijen    BYTEA NOT NULL,
    inhoud   BYTEA NOT NULL,
    PRIMARY KEY (gemeente, nummer)
);
ALTER TABLE uittreksel ENABLE ROW LEVEL SECURITY;
ALTER TABLE uittreksel FORCE ROW LEVEL SECURITY;
CREATE POLICY uittreksel_gemeente ON uittreksel USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
