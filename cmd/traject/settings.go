package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"traject/kern/begrip"
)

// settings are all that can be set from outside. Names are those of the table below.
type settings struct {
	Address       string
	Data          string
	Database      string
	DatabaseOwner string
	KeyFile       string
	Served        string          // TRAJECT_GEMEENTE as it was written: one code, or several
	Municipality  begrip.Gemeente // the first of them, or the one that is being worked for
	Names         string
	Letter        letterSettings
	Policy        string
	OINOwn        string
	OINDUO        string
	LogLevel      string
	Login         loginSettings
	DUO           duoSettings
	Words         string
	Ops           opsSettings
	ring          *keyring
	ops           *operations // what runs beside the house; nil in a command that ends by itself
	served        []begrip.Gemeente
}

// setting is one line of `traject help`.
type setting struct {
	name, fallback, meaning string
	field                   func(*settings) *string
}

var settingTable = []setting{
	{"TRAJECT_ADRES", "127.0.0.1:8080", "adres en poort waarop traject luistert", func(s *settings) *string { return &s.Address }},
	{"TRAJECT_DATA", "./data", "map voor de gegevens", func(s *settings) *string { return &s.Data }},
	{"TRAJECT_DATABASE", "", "map voor SQLite, één bestand per gemeente, of een postgres://-adres; leeg is TRAJECT_DATA", func(s *settings) *string { return &s.Database }},
	{"TRAJECT_DATABASE_EIGENAAR", "", "postgres://-adres van de eigenaar van de database, alleen voor migrate", func(s *settings) *string { return &s.DatabaseOwner }},
	{"TRAJECT_SLEUTELBESTAND", "", "bestand met de hoofdsleutel; leeg is traject.sleutel in TRAJECT_DATA", func(s *settings) *string { return &s.KeyFile }},
	{"TRAJECT_GEMEENTE", "", "CBS-code van de gemeente, vier cijfers (nodig voor serve); meer gemeenten met komma's", func(s *settings) *string { return &s.Served }},
	{"TRAJECT_GEMEENTENAAM", "", "naam op de schermen; bij meer gemeenten 0080:naam,0098:naam", func(s *settings) *string { return &s.Names }},
	{"TRAJECT_BRIEF_POSTADRES", "", "adres van de gemeente in brieven; bij meer gemeenten 0080:adres,0098:adres", func(s *settings) *string { return &s.Letter.Address }},
	{"TRAJECT_BRIEF_TELEFOON", "", "telefoon van de gemeente in brieven, als de klantmanager geen eigen nummer heeft", func(s *settings) *string { return &s.Letter.Telephone }},
	{"TRAJECT_BRIEF_WEBSITE", "", "website van de gemeente in brieven", func(s *settings) *string { return &s.Letter.Website }},
	{"TRAJECT_BELEID", "", "beleidspakket van de gemeente; leeg is landelijk; bij meer gemeenten 0080:pakket,0098:pakket", func(s *settings) *string { return &s.Policy }},
	{"TRAJECT_OIN", "", "OIN van de gemeente, twintig cijfers; leeg: notificaties worden niet aangenomen; bij meer gemeenten 0080:oin,0098:oin", func(s *settings) *string { return &s.OINOwn }},
	{"TRAJECT_DUO_NOTIFICATIE_OIN", "", "OIN van DUO, twintig cijfers; alleen daarvan worden notificaties aangenomen", func(s *settings) *string { return &s.OINDUO }},
	{"TRAJECT_WOORDENLIJST", "", "bestand met woorden waarbij vrije tekst waarschuwt; leeg is de gewone lijst", func(s *settings) *string { return &s.Words }},
	{"TRAJECT_LOGNIVEAU", "info", "debug, info, warn of error", func(s *settings) *string { return &s.LogLevel }},
	{"TRAJECT_INSTELLINGEN", "", "bestand met deze namen, één per regel: NAAM=waarde", nil},
}

// readSettings reads defaults, then the file, then the environment: the last one wins.
// An unknown name in the file is a fault, because a typing error would otherwise be silent.
func readSettings(file string, environ []string) (settings, error) {
	s := settings{ring: &keyring{}}
	for _, t := range settingTable {
		if t.field != nil {
			*t.field(&s) = t.fallback
		}
	}
	env := map[string]string{}
	for _, e := range environ {
		if name, value, ok := strings.Cut(e, "="); ok && strings.HasPrefix(name, "TRAJECT_") {
			env[name] = value
		}
	}
	if file == "" {
		file = env["TRAJECT_INSTELLINGEN"]
	}
	if file != "" {
		if err := s.readFile(file); err != nil {
			return s, err
		}
	}
	for name, value := range env {
		if err := s.set(name, value); err != nil {
			return s, err
		}
	}
	return s, s.checked()
}

func (s *settings) readFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fault(err, "het bestand met instellingen %s is niet te lezen (%s).", path, reason(err))
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for nr := 1; lines.Scan(); nr++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			return fault(nil, "regel %d van %s is geen NAAM=waarde.", nr, path)
		}
		if err := s.set(strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			return fault(err, "regel %d van %s: %s", nr, path, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fault(err, "het bestand met instellingen %s is niet te lezen (%s).", path, reason(err))
	}
	return nil
}

func (s *settings) set(name, value string) error {
	for _, t := range settingTable {
		if t.name == name {
			if t.field != nil {
				*t.field(s) = value
			}
			return nil
		}
	}
	return fault(nil, "de instelling %s bestaat niet. Zie: traject help", name)
}

// checked says which setting is wrong, before anything is opened or written.
func (s *settings) checked() error {
	if err := s.checkedMunicipalities(); err != nil {
		return err
	}
	switch {
	case !slices.Contains([]string{"debug", "info", "warn", "error"}, s.LogLevel):
		return fault(nil, "TRAJECT_LOGNIVEAU moet debug, info, warn of error zijn.")
	case slices.ContainsFunc(s.municipalities(), func(g begrip.Gemeente) bool { oin := each(s.OINOwn, g); return oin != "" && !isOIN(oin) }), len(s.municipalities()) == 0 && s.OINOwn != "" && !isOIN(s.OINOwn):
		return fault(nil, "TRAJECT_OIN moet twintig cijfers hebben.")
	case s.OINDUO != "" && !isOIN(s.OINDUO):
		return fault(nil, "TRAJECT_DUO_NOTIFICATIE_OIN moet twintig cijfers hebben.")
	case strings.Contains(s.Database, "://") && !s.onPostgres():
		return fault(nil, "TRAJECT_DATABASE moet een map zijn, of een adres dat met postgres:// begint.")
	case s.Data == "":
		return fault(nil, "TRAJECT_DATA mag niet leeg zijn.")
	}
	if err := s.checkedLogin(); err != nil {
		return err
	}
	if err := s.checkedDUO(); err != nil {
		return err
	}
	return s.checkedOps()
}

func isOIN(t string) bool { return len(t) == 20 && strings.Trim(t, "0123456789") == "" }

// databaseFolder is where SQLite keeps one file per municipality.
func (s *settings) databaseFolder() string {
	if s.Database != "" {
		return s.Database
	}
	return s.Data
}

func (s *settings) keyPath() string {
	if s.KeyFile != "" {
		return s.KeyFile
	}
	return filepath.Join(s.Data, "traject.sleutel")
}

// flags makes a flag set that speaks Dutch, with the settings every command shares.
func flags(name string) (*flag.FlagSet, *string) {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	file := fs.String("instellingen", "", "bestand met instellingen")
	return fs, file
}

// parseFlags reads the flags; anything left over is a fault.
func parseFlags(fs *flag.FlagSet, args []string) error {
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return fault(err, "zie: traject help")
		}
		return fault(err, "%s: de opties zijn niet te lezen. Zie: traject help", fs.Name())
	}
	if fs.NArg() > 0 {
		return fault(nil, "%s: %q hoort hier niet. Zie: traject help", fs.Name(), fs.Arg(0))
	}
	return nil
}

func help(w io.Writer) {
	fmt.Fprint(w, `traject: begeleiding van inburgering, van het bericht van DUO tot het PIP

  traject demo    [--omvang 250] [--adres 127.0.0.1:8080] [--data ./data] [--stil]
                  start met verzonnen inburgeraars; alleen op de eigen machine
  traject serve   start met de instellingen hieronder
  traject migrate brengt de opslag op de vorm van dit programma
  traject check   leest alle ketens na en vergelijkt de lijsten
  traject rebuild maakt de lijsten opnieuw uit de feiten
  traject backup BESTAND
                  zet alles in één bestand, terwijl traject doorwerkt
  traject restore BESTAND [--vernietigd LIJST]
                  zet een reservekopie terug op een lege plaats
  traject vergelijk BESTAND
                  zegt of alles uit de reservekopie hier staat
  traject sleutelwissel
                  geeft elke gemeente een nieuwe sleutel, terwijl traject doorwerkt
  traject ready   vraagt of traject op deze machine klaar staat (voor een container)
  traject pseudoniem NUMMER
                  zegt waaronder een dossier in het Logboek Dataverwerkingen staat
  traject sbom    toont waaruit dit programma bestaat (CycloneDX)
  traject reken   rekent een dossierbestand na: traject reken --op 2025-06-01 dossier.yaml
  traject version toont de versie
  traject help    toont deze tekst

Elke opdracht die gegevens leest kent ook --instellingen BESTAND.

Instellingen (uit de omgeving, of als NAAM=waarde in een bestand; de omgeving gaat voor):

`)
	for _, t := range settingTable {
		value := t.fallback
		if value == "" {
			value = "(leeg)"
		}
		fmt.Fprintf(w, "  %-30s %-16s %s\n", t.name, value, t.meaning)
	}
}
