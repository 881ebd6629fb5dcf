-- +goose Up
-- No screen asks for the list in order of last day; every act that moves a last day paid for it.
DROP INDEX lijst_uiterlijk;
DROP INDEX lijst_klantmanager_uiterlijk;
