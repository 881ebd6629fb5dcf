-- +goose Up
-- Until when a dossier may be kept, and what holds it; derived, as all of this table.
ALTER TABLE lijst ADD COLUMN bewaar_tot TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31';
ALTER TABLE lijst ADD COLUMN bewaar_houdt TEXT COLLATE "C" NOT NULL DEFAULT '';
-- Most dossiers have no last day yet; they cost nothing here.
CREATE INDEX lijst_bewaren ON lijst (gemeente, bewaar_tot, nummer) WHERE bewaar_tot < '9999-12-31';

-- What may stay of a destroyed dossier, with a key and a last day of its own. A row
-- that was destroyed in its turn keeps only that it was, when and on which ground.
CREATE TABLE langeset (
    gemeente   TEXT COLLATE "C" NOT NULL,
    nummer     TEXT COLLATE "C" NOT NULL,
    blind      TEXT COLLATE "C" NOT NULL,
    sleutel    BYTEA,
    sleutel_id TEXT COLLATE "C" NOT NULL,
    bewaar_tot TEXT COLLATE "C" NOT NULL,
    moment     BIGINT NOT NULL,
    dag        TEXT COLLATE "C" NOT NULL,
    grond      TEXT COLLATE "C" NOT NULL,
    inhoud     BYTEA,
    vernietigd INTEGER NOT NULL,
    PRIMARY KEY (gemeente, nummer)
);
CREATE INDEX langeset_blind ON langeset (gemeente, blind);
CREATE INDEX langeset_bewaren ON langeset (gemeente, bewaar_tot, nummer);
ALTER TABLE langeset ENABLE ROW LEVEL SECURITY;
ALTER TABLE langeset FORCE ROW LEVEL SECURITY;
CREATE POLICY langeset_gemeente ON langeset USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
