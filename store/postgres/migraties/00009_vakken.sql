-- +goose Up
-- The list of dossiers by name, whatever is chosen of it: what dossiers are alike in stands
-- first, so that the program can hop from one compartment to the next and take the first
-- names of each. Once for everyone, once for what nobody has yet, once per team.
CREATE INDEX lijst_vak ON lijst (gemeente, fase, doelgroep, leerroute, stelsel, gesloten, sorteer, nummer);
CREATE INDEX lijst_vrij ON lijst (gemeente, fase, doelgroep, leerroute, stelsel, gesloten, sorteer, nummer) WHERE klantmanager = '';
CREATE INDEX lijst_team ON lijst (gemeente, team, fase, doelgroep, leerroute, stelsel, gesloten, sorteer, nummer) WHERE team > '';
DROP INDEX lijst_fase;
DROP INDEX lijst_team_naam;
-- No screen asks for the list in order of last day; every act that moves a last day paid for it.
DROP INDEX lijst_uiterlijk;
DROP INDEX lijst_klantmanager_uiterlijk;
-- The same for the worklist, in order of last day. It also serves the figures.
CREATE INDEX taak_vak ON taak (gemeente, soort, doelgroep, leerroute, uiterlijk, nummer, volg, vanaf, rol, team, klantmanager);
CREATE INDEX taak_vrij ON taak (gemeente, soort, doelgroep, leerroute, uiterlijk, nummer, volg, vanaf, rol) WHERE klantmanager = '';
DROP INDEX taak_soort;
DROP INDEX taak_team;
CREATE INDEX taak_team ON taak (gemeente, team, soort, doelgroep, leerroute, uiterlijk, nummer, volg, vanaf, rol) WHERE team > '';
-- Every act writes a new version in these rows: with room for it on the same page no index is touched.
ALTER TABLE lijst SET (fillfactor = 90);
ALTER TABLE dossier SET (fillfactor = 90);
