-- +goose Up
-- Text sorts by its bytes (COLLATE "C"), as in SQLite, so that pages run alike.
CREATE TABLE dossier (
    gemeente   TEXT COLLATE "C" NOT NULL,
    nummer     TEXT COLLATE "C" NOT NULL,
    versie     INTEGER NOT NULL,
    hoofd      BYTEA NOT NULL,
    sleutel    BYTEA,
    sleutel_id TEXT COLLATE "C" NOT NULL,
    vernietigd INTEGER NOT NULL,
    PRIMARY KEY (gemeente, nummer)
);

CREATE TABLE feit (
    gemeente  TEXT COLLATE "C" NOT NULL,
    dossier   TEXT COLLATE "C" NOT NULL,
    nummer    INTEGER NOT NULL,
    vorm      INTEGER NOT NULL,
    moment    BIGINT NOT NULL,
    verzegeld BYTEA NOT NULL,
    vorige    BYTEA NOT NULL,
    PRIMARY KEY (gemeente, dossier, nummer)
);

CREATE TABLE teller (
    gemeente TEXT COLLATE "C" NOT NULL,
    jaar     INTEGER NOT NULL,
    laatste  INTEGER NOT NULL,
    PRIMARY KEY (gemeente, jaar)
);

CREATE TABLE lijst (
    gemeente      TEXT COLLATE "C" NOT NULL,
    nummer        TEXT COLLATE "C" NOT NULL,
    sorteer       TEXT COLLATE "C" NOT NULL,
    versie        INTEGER NOT NULL,
    voornamen     TEXT COLLATE "C" NOT NULL,
    voorvoegsel   TEXT COLLATE "C" NOT NULL,
    geslachtsnaam TEXT COLLATE "C" NOT NULL,
    klantmanager  TEXT COLLATE "C" NOT NULL,
    team          TEXT COLLATE "C" NOT NULL,
    stelsel       TEXT COLLATE "C" NOT NULL,
    doelgroep     TEXT COLLATE "C" NOT NULL,
    leerroute     TEXT COLLATE "C" NOT NULL,
    fase          TEXT COLLATE "C" NOT NULL,
    gesloten      INTEGER NOT NULL,
    uiterlijk     TEXT COLLATE "C" NOT NULL,
    herzien       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (gemeente, nummer)
);
CREATE INDEX lijst_naam ON lijst (gemeente, sorteer, nummer);
CREATE INDEX lijst_uiterlijk ON lijst (gemeente, uiterlijk, nummer);
CREATE INDEX lijst_klantmanager_naam ON lijst (gemeente, klantmanager, sorteer, nummer);
CREATE INDEX lijst_klantmanager_uiterlijk ON lijst (gemeente, klantmanager, uiterlijk, nummer);
CREATE INDEX lijst_team_naam ON lijst (gemeente, team, sorteer, nummer);
-- For figures: everything that is grouped or counted stands in the index.
CREATE INDEX lijst_telling ON lijst (gemeente, fase, stelsel, doelgroep, leerroute, klantmanager, gesloten, team);
CREATE INDEX lijst_herzien ON lijst (gemeente, herzien);

CREATE TABLE taak (
    gemeente     TEXT COLLATE "C" NOT NULL,
    nummer       TEXT COLLATE "C" NOT NULL,
    volg         INTEGER NOT NULL,
    klantmanager TEXT COLLATE "C" NOT NULL,
    team         TEXT COLLATE "C" NOT NULL,
    doelgroep    TEXT COLLATE "C" NOT NULL,
    leerroute    TEXT COLLATE "C" NOT NULL,
    soort        TEXT COLLATE "C" NOT NULL,
    over         TEXT COLLATE "C" NOT NULL,
    uiterlijk    TEXT COLLATE "C" NOT NULL,
    vanaf        TEXT COLLATE "C" NOT NULL,
    rol          TEXT COLLATE "C" NOT NULL,
    reden        TEXT COLLATE "C" NOT NULL,
    bron         TEXT COLLATE "C" NOT NULL,
    termijn      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (gemeente, nummer, volg)
);
CREATE INDEX taak_uiterlijk ON taak (gemeente, uiterlijk, nummer, volg);
CREATE INDEX taak_klantmanager ON taak (gemeente, klantmanager, uiterlijk, nummer, volg);
CREATE INDEX taak_telling ON taak (gemeente, soort, klantmanager, uiterlijk, vanaf, team);
CREATE INDEX taak_team ON taak (gemeente, team, uiterlijk, nummer, volg);

CREATE TABLE zoeknaam (
    gemeente     TEXT COLLATE "C" NOT NULL,
    deel         TEXT COLLATE "C" NOT NULL,
    nummer       TEXT COLLATE "C" NOT NULL,
    klantmanager TEXT COLLATE "C" NOT NULL,
    team         TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (gemeente, deel, nummer)
);
CREATE INDEX zoeknaam_nummer ON zoeknaam (gemeente, nummer, deel);
CREATE INDEX zoeknaam_klantmanager ON zoeknaam (gemeente, klantmanager, deel, nummer);

CREATE TABLE bsn (
    gemeente TEXT COLLATE "C" NOT NULL,
    blind    TEXT COLLATE "C" NOT NULL,
    rang     INTEGER NOT NULL,
    nummer   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (gemeente, blind, rang),
    UNIQUE (gemeente, nummer)
);

CREATE TABLE bericht (
    gemeente TEXT COLLATE "C" NOT NULL,
    id       TEXT COLLATE "C" NOT NULL,
    bron     TEXT COLLATE "C" NOT NULL,
    code     TEXT COLLATE "C" NOT NULL,
    moment   BIGINT NOT NULL,
    nummer   TEXT COLLATE "C" NOT NULL,
    afdruk   TEXT COLLATE "C" NOT NULL,
    inhoud   BYTEA,
    PRIMARY KEY (gemeente, id)
);
CREATE INDEX bericht_moment ON bericht (gemeente, moment, id);
CREATE INDEX bericht_nummer ON bericht (gemeente, nummer);

CREATE TABLE uitgaand (
    gemeente TEXT COLLATE "C" NOT NULL,
    sleutel  TEXT COLLATE "C" NOT NULL,
    soort    TEXT COLLATE "C" NOT NULL,
    nummer   TEXT COLLATE "C" NOT NULL,
    inhoud   BYTEA NOT NULL,
    vanaf    BIGINT NOT NULL,
    stand    TEXT COLLATE "C" NOT NULL,
    poging   INTEGER NOT NULL,
    tot      BIGINT NOT NULL,
    fout     TEXT COLLATE "C" NOT NULL,
    klaar    BIGINT NOT NULL,
    PRIMARY KEY (gemeente, sleutel)
);
CREATE INDEX uitgaand_wacht ON uitgaand (gemeente, stand, vanaf, sleutel);
CREATE INDEX uitgaand_nummer ON uitgaand (gemeente, nummer);

CREATE TABLE concept (
    gemeente  TEXT COLLATE "C" NOT NULL,
    gebruiker TEXT COLLATE "C" NOT NULL,
    nummer    TEXT COLLATE "C" NOT NULL,
    handeling TEXT COLLATE "C" NOT NULL,
    versie    INTEGER NOT NULL,
    moment    BIGINT NOT NULL,
    inhoud    BYTEA NOT NULL,
    PRIMARY KEY (gemeente, gebruiker, nummer, handeling)
);
CREATE INDEX concept_nummer ON concept (gemeente, nummer);

-- Which municipalities keep something here. This holds nothing about people and has no row security.
CREATE TABLE gemeente (
    gemeente TEXT COLLATE "C" PRIMARY KEY
);

-- Facts are only ever added. The chain shows it when someone goes round this.
-- +goose StatementBegin
CREATE FUNCTION blijft_staan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'een % wijzigt niet en blijft staan', TG_TABLE_NAME; END $$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION gaat_vooruit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.versie < OLD.versie OR NEW.vernietigd < OLD.vernietigd THEN
        RAISE EXCEPTION 'een dossier gaat niet terug';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER feit_blijft BEFORE UPDATE OR DELETE ON feit FOR EACH ROW EXECUTE FUNCTION blijft_staan();
CREATE TRIGGER dossier_blijft BEFORE DELETE ON dossier FOR EACH ROW EXECUTE FUNCTION blijft_staan();
CREATE TRIGGER dossier_gaat_vooruit BEFORE UPDATE ON dossier FOR EACH ROW EXECUTE FUNCTION gaat_vooruit();

-- Rows of another municipality do not exist for a transaction, not even for the owner of the tables.
ALTER TABLE dossier ENABLE ROW LEVEL SECURITY;
ALTER TABLE dossier FORCE ROW LEVEL SECURITY;
CREATE POLICY dossier_gemeente ON dossier USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE feit ENABLE ROW LEVEL SECURITY;
ALTER TABLE feit FORCE ROW LEVEL SECURITY;
CREATE POLICY feit_gemeente ON feit USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE teller ENABLE ROW LEVEL SECURITY;
ALTER TABLE teller FORCE ROW LEVEL SECURITY;
CREATE POLICY teller_gemeente ON teller USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE lijst ENABLE ROW LEVEL SECURITY;
ALTER TABLE lijst FORCE ROW LEVEL SECURITY;
CREATE POLICY lijst_gemeente ON lijst USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE taak ENABLE ROW LEVEL SECURITY;
ALTER TABLE taak FORCE ROW LEVEL SECURITY;
CREATE POLICY taak_gemeente ON taak USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE zoeknaam ENABLE ROW LEVEL SECURITY;
ALTER TABLE zoeknaam FORCE ROW LEVEL SECURITY;
CREATE POLICY zoeknaam_gemeente ON zoeknaam USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE bsn ENABLE ROW LEVEL SECURITY;
ALTER TABLE bsn FORCE ROW LEVEL SECURITY;
CREATE POLICY bsn_gemeente ON bsn USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE bericht ENABLE ROW LEVEL SECURITY;
ALTER TABLE bericht FORCE ROW LEVEL SECURITY;
CREATE POLICY bericht_gemeente ON bericht USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE uitgaand ENABLE ROW LEVEL SECURITY;
ALTER TABLE uitgaand FORCE ROW LEVEL SECURITY;
CREATE POLICY uitgaand_gemeente ON uitgaand USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
ALTER TABLE concept ENABLE ROW LEVEL SECURITY;
ALTER TABLE concept FORCE ROW LEVEL SECURITY;
CREATE POLICY concept_gemeente ON concept USING (gemeente = current_setting('app.gemeente', true)) WITH CHECK (gemeente = current_setting('app.gemeente', true));
