-- +goose Up
-- Logins of people at work, shared by all instances. Sealed; the key is a print of the token.
CREATE TABLE sessie (
    gemeente  TEXT COLLATE "C" NOT NULL,
    sleutel   TEXT COLLATE "C" NOT NULL,
    gebruiker TEXT COLLATE "C" NOT NULL,
    tot       BIGINT NOT NULL,
    inhoud    BYTEA NOT NULL,
    PRIMARY KEY (gemeente, sleutel)
);
CREATE INDEX sessie_gebruiker ON sessie (gemeente, gebruiker);
CREATE INDEX sessie_tot ON sessie (gemeente, tot);
ALTER TABLE sessie ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessie FORCE ROW LEVEL SECURITY;
CREATE POLICY sessie_gemeente ON sessie USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
