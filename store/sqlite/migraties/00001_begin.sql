-- +goose Up
CREATE TABLE dossier (
    gemeente   TEXT    NOT NULL,
    nummer     TEXT    NOT NULL,
    versie     INTEGER NOT NULL,
    hoofd      BLOB    NOT NULL,
    sleutel    BLOB,
    sleutel_id TEXT    NOT NULL,
    vernietigd INTEGER NOT NULL,
    PRIMARY KEY (gemeente, nummer)
) WITHOUT ROWID;

CREATE TABLE feit (
    gemeente  TEXT    NOT NULL,
    dossier   TEXT    NOT NULL,
    nummer    INTEGER NOT NULL,
    vorm      INTEGER NOT NULL,
    moment    INTEGER NOT NULL,
    verzegeld BLOB    NOT NULL,
    vorige    BLOB    NOT NULL,
    PRIMARY KEY (gemeente, dossier, nummer)
) WITHOUT ROWID;

CREATE TABLE teller (
    gemeente TEXT    NOT NULL,
    jaar     INTEGER NOT NULL,
    laatste  INTEGER NOT NULL,
    PRIMARY KEY (gemeente, jaar)
) WITHOUT ROWID;

CREATE TABLE lijst (
    gemeente      TEXT    NOT NULL,
    nummer        TEXT    NOT NULL,
    sorteer       TEXT    NOT NULL,
    versie        INTEGER NOT NULL,
    voornamen     TEXT    NOT NULL,
    voorvoegsel   TEXT    NOT NULL,
    geslachtsnaam TEXT    NOT NULL,
    klantmanager  TEXT    NOT NULL,
    team          TEXT    NOT NULL,
    stelsel       TEXT    NOT NULL,
    doelgroep     TEXT    NOT NULL,
    leerroute     TEXT    NOT NULL,
    fase          TEXT    NOT NULL,
    gesloten      INTEGER NOT NULL,
    uiterlijk     TEXT    NOT NULL,
    herzien       TEXT    NOT NULL,
    PRIMARY KEY (gemeente, nummer)
) WITHOUT ROWID;
CREATE INDEX lijst_naam ON lijst (gemeente, sorteer, nummer);
CREATE INDEX lijst_uiterlijk ON lijst (gemeente, uiterlijk, nummer);
CREATE INDEX lijst_klantmanager_naam ON lijst (gemeente, klantmanager, sorteer, nummer);
CREATE INDEX lijst_klantmanager_uiterlijk ON lijst (gemeente, klantmanager, uiterlijk, nummer);
CREATE INDEX lijst_team_naam ON lijst (gemeente, team, sorteer, nummer);
-- For figures: everything that is grouped or counted stands in the index.
CREATE INDEX lijst_telling ON lijst (gemeente, fase, stelsel, doelgroep, leerroute, klantmanager, gesloten, team);
CREATE INDEX lijst_herzien ON lijst (gemeente, herzien);

CREATE TABLE taak (
    gemeente     TEXT    NOT NULL,
    nummer       TEXT    NOT NULL,
    volg         INTEGER NOT NULL,
    klantmanager TEXT    NOT NULL,
    team         TEXT    NOT NULL,
    doelgroep    TEXT    NOT NULL,
    leerroute    TEXT    NOT NULL,
    soort        TEXT    NOT NULL,
    over         TEXT    NOT NULL,
    uiterlijk    TEXT    NOT NULL,
    vanaf        TEXT    NOT NULL,
    rol          TEXT    NOT NULL,
    reden        TEXT    NOT NULL,
    bron         TEXT    NOT NULL,
    termijn      TEXT    NOT NULL,
    PRIMARY KEY (gemeente, nummer, volg)
) WITHOUT ROWID;
CREATE INDEX taak_uiterlijk ON taak (gemeente, uiterlijk, nummer, volg);
CREATE INDEX taak_klantmanager ON taak (gemeente, klantmanager, uiterlijk, nummer, volg);
CREATE INDEX taak_telling ON taak (gemeente, soort, klantmanager, uiterlijk, vanaf, team);
CREATE INDEX taak_team ON taak (gemeente, team, uiterlijk, nummer, volg);

CREATE TABLE zoeknaam (
    gemeente     TEXT NOT NULL,
    deel         TEXT NOT NULL,
    nummer       TEXT NOT NULL,
    klantmanager TEXT NOT NULL,
    team         TEXT NOT NULL,
    PRIMARY KEY (gemeente, deel, nummer)
) WITHOUT ROWID;
CREATE INDEX zoeknaam_nummer ON zoeknaam (gemeente, nummer, deel);
CREATE INDEX zoeknaam_klantmanager ON zoeknaam (gemeente, klantmanager, deel, nummer);

CREATE TABLE bsn (
    gemeente TEXT    NOT NULL,
    blind    TEXT    NOT NULL,
    rang     INTEGER NOT NULL,
    nummer   TEXT    NOT NULL,
    PRIMARY KEY (gemeente, blind, rang),
    UNIQUE (gemeente, nummer)
) WITHOUT ROWID;

CREATE TABLE bericht (
    gemeente TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    bron     TEXT    NOT NULL,
    code     TEXT    NOT NULL,
    moment   INTEGER NOT NULL,
    nummer   TEXT    NOT NULL,
    afdruk   TEXT    NOT NULL,
    inhoud   BLOB,
    PRIMARY KEY (gemeente, id)
);
CREATE INDEX bericht_moment ON bericht (gemeente, moment, id);
CREATE INDEX bericht_nummer ON bericht (gemeente, nummer);

CREATE TABLE uitgaand (
    gemeente TEXT    NOT NULL,
    sleutel  TEXT    NOT NULL,
    soort    TEXT    NOT NULL,
    nummer   TEXT    NOT NULL,
    inhoud   BLOB    NOT NULL,
    vanaf    INTEGER NOT NULL,
    stand    TEXT    NOT NULL,
    poging   INTEGER NOT NULL,
    tot      INTEGER NOT NULL,
    fout     TEXT    NOT NULL,
    klaar    INTEGER NOT NULL,
    PRIMARY KEY (gemeente, sleutel)
);
CREATE INDEX uitgaand_wacht ON uitgaand (gemeente, stand, vanaf, sleutel);
CREATE INDEX uitgaand_nummer ON uitgaand (gemeente, nummer);

CREATE TABLE concept (
    gemeente  TEXT    NOT NULL,
    gebruiker TEXT    NOT NULL,
    nummer    TEXT    NOT NULL,
    handeling TEXT    NOT NULL,
    versie    INTEGER NOT NULL,
    moment    INTEGER NOT NULL,
    inhoud    BLOB    NOT NULL,
    PRIMARY KEY (gemeente, gebruiker, nummer, handeling)
);
CREATE INDEX concept_nummer ON concept (gemeente, nummer);

-- Facts are only ever added. The chain shows it when someone goes round this.
-- +goose StatementBegin
CREATE TRIGGER feit_wijzigt_niet BEFORE UPDATE ON feit
BEGIN SELECT RAISE(ABORT, 'een feit wijzigt niet'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER feit_blijft BEFORE DELETE ON feit
BEGIN SELECT RAISE(ABORT, 'een feit blijft staan'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_blijft BEFORE DELETE ON dossier
BEGIN SELECT RAISE(ABORT, 'een dossier blijft staan'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_gaat_vooruit BEFORE UPDATE ON dossier
WHEN NEW.versie < OLD.versie OR NEW.vernietigd < OLD.vernietigd
BEGIN SELECT RAISE(ABORT, 'een dossier gaat niet terug'); END;
-- +goose StatementEnd
