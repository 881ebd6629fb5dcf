package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"traject/kern/begrip"
)

// Sleutel is a key of a municipality. From it come the keys that wrap dossier
// keys, seal loose content and make the blind index.
type Sleutel struct {
	ID     string
	Waarde []byte // 32 bytes
}

// Sleutels gives the keys of a municipality, the present one first. Older ones
// stay for as long as something is sealed with them. They live apart from the log.
type Sleutels interface {
	Sleutels(g begrip.Gemeente) ([]Sleutel, error)
}

const sleutellengte = 32

// sleutelbos is a list of keys as it stands in a file, a variable or the output
// of a command: one line per key with municipality, id and base64 of 32 bytes.
// The last line of a municipality is its present key.
type sleutelbos map[begrip.Gemeente][]Sleutel

func leesSleutelbos(tekst []byte) (sleutelbos, error) {
	bos := sleutelbos{}
	regels := bufio.NewScanner(bytes.NewReader(tekst))
	for nr := 1; regels.Scan(); nr++ {
		regel := strings.TrimSpace(regels.Text())
		if regel == "" || strings.HasPrefix(regel, "#") {
			continue
		}
		delen := strings.Fields(regel)
		if len(delen) != 3 || !begrip.Gemeente(delen[0]).IsGeldig() {
			return nil, sleutelstoring(fmt.Sprintf("Regel %d van de sleutels heeft niet de vorm: gemeentecode, kenmerk, sleutel.", nr), nil)
		}
		waarde, err := base64.StdEncoding.DecodeString(delen[2])
		if err != nil || len(waarde) != sleutellengte || len(delen[1]) > 100 {
			return nil, sleutelstoring(fmt.Sprintf("De sleutel op regel %d is geen base64 van %d bytes.", nr, sleutellengte), nil)
		}
		g := begrip.Gemeente(delen[0])
		bos[g] = append([]Sleutel{{delen[1], waarde}}, bos[g]...)
	}
	if err := regels.Err(); err != nil {
		return nil, sleutelstoring("De sleutels zijn niet te lezen.", err)
	}
	return bos, nil
}

// Sleutels gives the keys of the municipality.
func (b sleutelbos) Sleutels(g begrip.Gemeente) ([]Sleutel, error) {
	if len(b[g]) == 0 {
		return nil, sleutelstoring("Er is geen sleutel voor gemeente "+string(g)+".", ErrGeenSleutel)
	}
	return b[g], nil
}

func sleutelstoring(zin string, oorzaak error) error {
	return &Storing{Soort: Sleutelfout, Zin: zin, Oorzaak: oorzaak}
}

// SleutelsUitTekst reads keys from a setting. Lines may also be parted by ";".
func SleutelsUitTekst(tekst string) (Sleutels, error) {
	return leesSleutelbos([]byte(strings.ReplaceAll(tekst, ";", "\n")))
}

// Opdrachtsleutels are keys that a command prints, such as the client of a key vault.
type Opdrachtsleutels struct {
	opdracht   string
	argumenten []string

	mu  sync.RWMutex
	bos sleutelbos
}

// SleutelsUitOpdracht runs a command and reads keys from what it prints.
func SleutelsUitOpdracht(ctx context.Context, opdracht string, argumenten ...string) (*Opdrachtsleutels, error) {
	s := &Opdrachtsleutels{opdracht: opdracht, argumenten: argumenten}
	return s, s.Ververs(ctx)
}

// Sleutels gives the keys of the municipality.
func (s *Opdrachtsleutels) Sleutels(g begrip.Gemeente) ([]Sleutel, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.bos.Sleutels(g)
}

// Ververs runs the command again, so that a new key needs no restart. When it fails, or
// no longer gives a key that was there, the keys stay as they were.
func (s *Opdrachtsleutels) Ververs(ctx context.Context) error {
	ctx, klaar := context.WithTimeout(ctx, 30*time.Second)
	defer klaar()
	uit, err := exec.CommandContext(ctx, s.opdracht, s.argumenten...).Output()
	if err != nil {
		return sleutelstoring("De opdracht die de sleutels moet geven, is mislukt: "+s.opdracht+".", err)
	}
	bos, err := leesSleutelbos(uit)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !bos.heeft(s.bos) {
		return sleutelstoring("De opdracht "+s.opdracht+" geeft een sleutel niet meer die er was. De oude sleutels blijven in gebruik.", nil)
	}
	s.bos = bos
	return nil
}

// heeft says whether every key of the other bunch is in this one.
func (b sleutelbos) heeft(ander sleutelbos) bool {
	for g, sleutels := range ander {
		for _, s := range sleutels {
			if !slices.ContainsFunc(b[g], func(x Sleutel) bool { return x.ID == s.ID && bytes.Equal(x.Waarde, s.Waarde) }) {
				return false
			}
		}
	}
	return true
}

// Sleutelbestand keeps keys in a file that only its owner may read. A change of
// the file is seen at once, so that rotation needs no restart.
type Sleutelbestand struct {
	pad  string
	maak bool

	mu    sync.Mutex
	bos   sleutelbos
	stand [2]int64 // size and moment of change of what was read
}

// SleutelsUitBestand reads keys from a file. With maak a missing file and a missing
// key are made, readable by the owner only: meant for the first start of a demo.
func SleutelsUitBestand(pad string, maak bool) (*Sleutelbestand, error) {
	s := &Sleutelbestand{pad: pad, maak: maak, bos: sleutelbos{}}
	err := s.herlees()
	if maak && errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Sleutels gives the keys of the municipality.
func (s *Sleutelbestand) Sleutels(g begrip.Gemeente) ([]Sleutel, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.herlees(); err != nil && (!s.maak || !errors.Is(err, fs.ErrNotExist)) {
		return nil, err
	}
	if len(s.bos[g]) == 0 && s.maak {
		if err := s.voegToe(g); err != nil {
			return nil, err
		}
	}
	return s.bos.Sleutels(g)
}

// Wissel adds a new present key for the municipality. VernieuwSleutels then wraps
// the dossiers with it; keep the old key until traject rebuild has run.
func (s *Sleutelbestand) Wissel(g begrip.Gemeente) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.herlees(); err != nil {
		return err
	}
	return s.voegToe(g)
}

// herlees reads the file when it changed since the last time.
func (s *Sleutelbestand) herlees() error {
	info, err := os.Stat(s.pad)
	if err != nil {
		return sleutelstoring("Het sleutelbestand "+s.pad+" is niet te openen.", err)
	}
	stand := [2]int64{info.Size(), info.ModTime().UnixNano()}
	if stand == s.stand {
		return nil
	}
	if info.Mode().Perm()&0o077 != 0 {
		return sleutelstoring("Het sleutelbestand "+s.pad+" mag alleen leesbaar zijn voor de eigenaar (chmod 600).", nil)
	}
	tekst, err := os.ReadFile(s.pad)
	if err != nil {
		return sleutelstoring("Het sleutelbestand "+s.pad+" is niet te lezen.", err)
	}
	bos, err := leesSleutelbos(tekst)
	if err != nil {
		return err
	}
	s.bos, s.stand = bos, stand
	return nil
}

// voegToe writes a new key at the end of the file, safely on disk before it is used.
func (s *Sleutelbestand) voegToe(g begrip.Gemeente) error {
	waarde := make([]byte, sleutellengte)
	rand.Read(waarde) // never fails: it ends the program when the system has no randomness
	id := "s1"
	if oud := s.bos[g]; len(oud) > 0 {
		id = fmt.Sprintf("s%d", len(oud)+1)
	}
	if err := os.MkdirAll(filepath.Dir(s.pad), 0o700); err != nil {
		return sleutelstoring("De map voor het sleutelbestand "+s.pad+" is niet te maken.", err)
	}
	f, err := os.OpenFile(s.pad, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return sleutelstoring("Het sleutelbestand "+s.pad+" is niet te schrijven.", err)
	}
	_, err = fmt.Fprintf(f, "%s %s %s\n", g, id, base64.StdEncoding.EncodeToString(waarde))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return sleutelstoring("Het sleutelbestand "+s.pad+" is niet te schrijven.", err)
	}
	return s.herlees()
}
