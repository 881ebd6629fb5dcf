-- +goose Up
-- Until when a dossier may be kept, and what holds it; derived, as all of this table.
ALTER TABLE lijst ADD COLUMN bewaar_tot TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE lijst ADD COLUMN bewaar_houdt TEXT NOT NULL DEFAULT '';
-- Most dossiers have no last day yet; they cost nothing here.
CREATE INDEX lijst_bewaren ON lijst (gemeente, bewaar_tot, nummer) WHERE bewaar_tot < '9999-12-31';

-- What may stay of a destroyed dossier, with a key and a last day of its own. A row
-- that was destroyed in its turn keeps only that it was, when and on which ground.
CREATE TABLE langeset (
    gemeente   TEXT    NOT NULL,
    nummer     TEXT    NOT NULL,
    blind      TEXT    NOT NULL,
    sleutel    BLOB,
    sleutel_id TEXT    NOT NULL,
    bewaar_tot TEXT    NOT NULL,
    moment     INTEGER NOT NULL,
    dag        TEXT    NOT NULL,
    grond      TEXT    NOT NULL,
    inhoud     BLOB,
    vernietigd INTEGER NOT NULL,
    PRIMARY KEY (gemeente, nummer)
) WITHOUT ROWID;
CREATE INDEX langeset_blind ON langeset (gemeente, blind);
CREATE INDEX langeset_bewaren ON langeset (gemeente, bewaar_tot, nummer);
