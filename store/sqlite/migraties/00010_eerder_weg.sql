-- +goose Up
-- The keys of groups of fields that must go before the dossier does, wrapped, and when and
-- on which ground a group was destroyed.
ALTER TABLE dossier ADD COLUMN groepen TEXT NOT NULL DEFAULT '';
-- Until when the first of those groups may be kept, and each of them; derived, as all of this table.
ALTER TABLE lijst ADD COLUMN deel_tot TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE lijst ADD COLUMN delen TEXT NOT NULL DEFAULT '';
-- Most dossiers have no such day; they cost nothing here.
CREATE INDEX lijst_delen ON lijst (gemeente, deel_tot, nummer) WHERE deel_tot < '9999-12-31';
