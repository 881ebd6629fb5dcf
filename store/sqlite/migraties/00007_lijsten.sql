-- +goose Up
-- The worklist of everyone with one sort of task, in order of last day; what else one can
-- choose on stands in the index, so that a choice with few rows does not fetch the rest.
-- It also serves the figures, which were the only reason for taak_telling.
CREATE INDEX taak_soort ON taak (gemeente, soort, uiterlijk, nummer, volg, vanaf, doelgroep, leerroute, klantmanager, team);
DROP INDEX taak_telling;
-- The list of dossiers in one phase, by name.
CREATE INDEX lijst_fase ON lijst (gemeente, fase, sorteer, nummer, doelgroep, leerroute, gesloten, team);
-- Figures are no longer counted per klantmanager: in this order the groups come one after the other.
DROP INDEX lijst_telling;
CREATE INDEX lijst_telling ON lijst (gemeente, fase, stelsel, doelgroep, leerroute, gesloten, team, klantmanager);
