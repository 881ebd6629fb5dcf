-- +goose Up
-- Documents of the municipality itself: staff, processors, how lists are read. Sealed.
CREATE TABLE register (
    gemeente TEXT COLLATE "C" NOT NULL,
    soort    TEXT COLLATE "C" NOT NULL,
    sleutel  TEXT COLLATE "C" NOT NULL,
    versie   INTEGER NOT NULL,
    moment   BIGINT NOT NULL,
    inhoud   BYTEA NOT NULL,
    PRIMARY KEY (gemeente, soort, sleutel)
);
ALTER TABLE register ENABLE ROW LEVEL SECURITY;
ALTER TABLE register FORCE ROW LEVEL SECURITY;
CREATE POLICY register_gemeente ON register USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
