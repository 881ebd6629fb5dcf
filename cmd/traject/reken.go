package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"traject/api"
	"traject/kern/begrip"
	"traject/wetten"
)

// memoryGoal makes the collector work harder before a hostile file can fill the machine. It
// is a goal and no wall: a real dossier that needs more still gets it.
const memoryGoal = 64 << 20

const rekenUsage = `Gebruik:
  traject reken --op JJJJ-MM-DD dossier.yaml [dossier2.json …]
  traject reken --op JJJJ-MM-DD --uit tekst dossier.yaml
  traject reken --op JJJJ-MM-DD --stel 'leerroute-gewijzigd naar=z datum=2025-03-01' dossier.yaml
  traject reken --op JJJJ-MM-DD -            JSON Lines, één dossier per regel
  traject reken --spuk spuk.yaml

  --op      de dag waarop wordt gerekend; weggelaten is vandaag
  --bekend  laat weg wat na die dag is vastgelegd
  --uit     json (gewoon) of tekst
  --stel    rekent ook met dit ene feit erbij en toont wat er verandert; legt niets vast
`

// The exit codes of reken are part of the public contract.
const (
	exitOK     = 0
	exitFailed = 1
	exitInput  = 2
)

// calculation is one run of `traject reken`.
type calculation struct {
	book     *wetten.Boek
	question api.Vraag
	asText   bool
	suppose  string
	out      *bufio.Writer
	err      io.Writer
}

// reken answers dossier files: one answer per file on uit, one line per fault on fout.
func reken(args []string, in io.Reader, uit, fout io.Writer) int {
	var c calculation
	var spuk bool
	var on, known, form string
	f := flag.NewFlagSet("reken", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&on, "op", "", "")
	f.StringVar(&known, "bekend", "", "")
	f.StringVar(&form, "uit", "json", "")
	f.StringVar(&c.suppose, "stel", "", "")
	f.BoolVar(&spuk, "spuk", false, "")
	files, err := parse(f, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(uit, rekenUsage)
		return exitOK
	case err != nil, len(files) == 0, form != "json" && form != "tekst":
		fmt.Fprint(fout, "traject reken: deze opdracht is niet te lezen.\n", rekenUsage)
		return exitInput
	}
	if c.question, err = question(on, known); err != nil {
		fmt.Fprintln(fout, "traject reken: "+err.Error())
		return exitInput
	}
	if c.book, err = wetten.Laad(); err != nil {
		fmt.Fprintln(fout, "traject: de wetten in dit programma zijn niet te lezen. Meld dit bij de maker.")
		return exitFailed
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memoryGoal))
	c.asText, c.out, c.err = form == "tekst", bufio.NewWriterSize(uit, 1<<16), fout
	code := c.files(files, in, spuk)
	if err := c.out.Flush(); err != nil {
		fmt.Fprintln(fout, "traject reken: het antwoord kon niet helemaal worden geschreven.")
		return exitFailed
	}
	return code
}

// parse takes flags before, between and after the files, as people type them.
func parse(f *flag.FlagSet, args []string) ([]string, error) {
	var files []string
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		rest := f.Args()
		if len(rest) == 0 {
			return files, nil
		}
		files = append(files, rest[0])
		args = rest[1:]
	}
}

// question reads the days. Without --op it is today in the Netherlands.
func question(on, known string) (api.Vraag, error) {
	var q api.Vraag
	var err error
	if on == "" {
		if on, err = todayInTheNetherlands(); err != nil {
			return q, err
		}
	}
	if q.Op, err = begrip.LeesDatum(on); err != nil {
		return q, errors.New("--op is geen bestaande dag in de vorm JJJJ-MM-DD")
	}
	if known == "" {
		return q, nil
	}
	if q.Bekend, err = begrip.LeesDatum(known); err != nil {
		return q, errors.New("--bekend is geen bestaande dag in de vorm JJJJ-MM-DD")
	}
	return q, nil
}

func todayInTheNetherlands() (string, error) {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil { // in UTC the last hours of a day would count for the day before
		return "", fmt.Errorf("de tijdzone van Nederland is niet te lezen: %w", err)
	}
	return time.Now().In(place).Format(time.DateOnly), nil
}

func (c *calculation) files(files []string, in io.Reader, spuk bool) int {
	code := exitOK
	for _, name := range files {
		ok := false
		switch {
		case name == "-" && spuk:
			ok = c.one(name, in, c.spuk)
		case name == "-":
			ok = c.lines(in)
		case spuk:
			ok = c.open(name, c.spuk)
		default:
			ok = c.open(name, c.dossier)
		}
		if !ok {
			code = exitInput
		}
	}
	return code
}

// open reads one file and hands it to do.
func (c *calculation) open(name string, do func(string, []byte) []begrip.Weigering) bool {
	path := name
	name = printable(name)
	// Without waiting: a pipe that nobody writes to is an empty file, not a program that hangs.
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		c.faults(name, []begrip.Weigering{{Code: api.Leesfout, Zin: "Dit bestand is niet te openen."}})
		return false
	}
	ok := c.one(name, file, do)
	if err := file.Close(); err != nil {
		c.faults(name, []begrip.Weigering{{Code: api.Leesfout, Zin: "Dit bestand is niet goed te sluiten."}})
		return false
	}
	return ok
}

// printable gives a file name that stays on one line and cannot steer a terminal.
func printable(name string) string {
	if strings.ContainsFunc(name, unicode.IsControl) {
		return strconv.Quote(name)
	}
	return name
}

func (c *calculation) one(name string, in io.Reader, do func(string, []byte) []begrip.Weigering) bool {
	content, err := io.ReadAll(io.LimitReader(in, api.MeesteBytes+1))
	if err != nil {
		c.faults(name, []begrip.Weigering{{Code: api.Leesfout, Zin: "Dit bestand is niet te lezen."}})
		return false
	}
	faults := do(name, content)
	c.faults(name, faults)
	return len(faults) == 0
}

// faults writes one line per fault: FILE:PATH: CODE: sentence.
func (c *calculation) faults(name string, faults []begrip.Weigering) {
	if _, err := c.err.Write(api.Foutregels(nil, name, faults)); err != nil {
		return // nobody is listening any more; the exit code still tells
	}
}

// syntax: a .json file must be JSON; anything else may be YAML.
func syntax(name string) api.Schrijfwijze {
	if strings.HasSuffix(strings.ToLower(strings.TrimSuffix(name, `"`)), ".json") {
		return api.JSON
	}
	return api.YAML
}

func (c *calculation) dossier(name string, content []byte) []begrip.Weigering {
	if c.suppose != "" {
		return c.whatIf(name, content)
	}
	u, faults := api.LeesEnBereken(c.book, content, syntax(name), c.question)
	if len(faults) > 0 {
		return faults
	}
	u.Bestand = name
	if c.asText {
		return c.write(api.SchrijfTekst(nil, u))
	}
	return c.write(append(api.SchrijfAntwoord(nil, u), '\n'))
}

// write puts an answer in the buffer; a full disk or closed pipe shows at the flush.
func (c *calculation) write(b []byte) []begrip.Weigering {
	if _, err := c.out.Write(b); err != nil {
		return []begrip.Weigering{{Code: api.Leesfout, Zin: "Het antwoord kon niet worden geschreven."}}
	}
	return nil
}

// whatIf calculates with and without one supposed fact.
func (c *calculation) whatIf(name string, content []byte) []begrip.Weigering {
	facts, faults := api.Lees(content, syntax(name), c.book)
	if len(faults) > 0 {
		return faults
	}
	extra, faults, err := api.LeesStel(c.suppose, c.question.Op, facts)
	if err != nil {
		return []begrip.Weigering{{Code: api.Leesfout, Plaats: "stel", Zin: "Schrijf een veronderstelling als: soort veld=waarde veld=waarde."}}
	}
	if len(faults) > 0 {
		return faults
	}
	change, ok := api.Veronderstel(c.book, facts, extra, c.question)
	if !ok {
		return []begrip.Weigering{{Code: api.BeleidOnbekend, Plaats: "beleid", Zin: "Dit beleidspakket is niet bekend."}}
	}
	if c.asText {
		return c.write(api.SchrijfVerschilTekst(nil, name, c.suppose, change))
	}
	return c.write(append(api.SchrijfVerschil(nil, name, c.suppose, change), '\n'))
}

func (c *calculation) spuk(name string, content []byte) []begrip.Weigering {
	answer, faults := api.Raam(content, syntax(name))
	if len(faults) > 0 {
		return faults
	}
	return c.write(append(answer, '\n'))
}
