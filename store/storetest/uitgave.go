package storetest

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"traject/store"
)

// A released version leaves behind a folder with its data: the SQLite file, the keys,
// a backup, and what a reader must find in it. Every later version must open it.
const (
	uitgaveSleutels = "sleutels"
	uitgaveKopie    = "kopie.traject"
	uitgaveVerwacht = "verwacht.json"
)

// uitgave is what a reader must find in the data of a released version.
type uitgave struct {
	Versies    map[string]int      `json:"versies"`    // of each dossier
	Hoofden    map[string]string   `json:"hoofden"`    // hash of each chain, in hex
	Soorten    map[string][]string `json:"soorten"`    // kinds of facts of each dossier that was not destroyed
	Vernietigd []string            `json:"vernietigd"` // numbers
	Berichten  map[string]string   `json:"berichten"`
	Brieven    map[string]string   `json:"brieven"`
	Afdrukken  map[string]string   `json:"afdrukken"` // of each municipality
}

// MaakUitgave fills an empty store and writes beside it what belongs to the folder of
// a release. Do so once, with the program as it is released.
func MaakUitgave(t *testing.T, k store.Kelder, folder string) {
	t.Helper()
	p := &proef{Opstelling{Kelder: k}}
	p.vulArchief(t)
	kopie, _ := bewaar(t, p)
	gelukt(t, os.WriteFile(filepath.Join(folder, uitgaveKopie), kopie, 0o644))
	b, err := json.MarshalIndent(p.uitgave(t), "", "\t")
	gelukt(t, err)
	gelukt(t, os.WriteFile(filepath.Join(folder, uitgaveVerwacht), append(b, '\n'), 0o644))
}

// Uitgaven gives the folders of released versions, and fails when there are none.
func Uitgaven(t *testing.T) []string {
	t.Helper()
	mappen, err := filepath.Glob("../testdata/uitgaven/*")
	gelukt(t, err)
	if len(mappen) == 0 {
		t.Fatal("er zijn geen uitgaven om te openen")
	}
	return mappen
}

// UitgaveSleutels gives the keys of a release; they lock invented people only.
func UitgaveSleutels(t *testing.T, folder string) *store.Sleutelbestand {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, uitgaveSleutels))
	gelukt(t, err)
	pad := filepath.Join(t.TempDir(), uitgaveSleutels)
	gelukt(t, os.WriteFile(pad, b, 0o600))
	s, err := store.SleutelsUitBestand(pad, false)
	gelukt(t, err)
	return s
}

// ZetUitgaveTerug puts the backup of a release back in an empty store.
func ZetUitgaveTerug(t *testing.T, k store.Kelder, folder string) {
	t.Helper()
	kopie, err := os.ReadFile(filepath.Join(folder, uitgaveKopie))
	gelukt(t, err)
	_, err = k.(store.Archief).Herstel(ctx, bytes.NewReader(kopie), opdracht(t))
	gelukt(t, err)
}

// KeurUitgave checks that a store holds what a release left behind, and works on with it.
func KeurUitgave(t *testing.T, k store.Kelder, folder string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, uitgaveVerwacht))
	gelukt(t, err)
	var wil uitgave
	gelukt(t, json.Unmarshal(b, &wil))
	p := &proef{Opstelling{Kelder: k}}
	if is := p.uitgave(t); !reflect.DeepEqual(is, wil) {
		t.Errorf("gelezen %+v\nverwacht %+v", is, wil)
	}
	p.ketenHeel(t)
	_, err = store.Herbouw(ctx, k, gemeente, archiefAfleiding, func(b store.Bevinding) error { t.Errorf("herbouwen: %+v", b); return nil })
	gelukt(t, err)
	for nummer := range wil.Soorten {
		if _, err := k.Lees(ctx, gemeente, nummer); err == nil {
			p.voegToe(t, nummer, wil.Versies[nummer], notitie("verder"))
		}
	}
	nieuw, err := k.NieuwNummer(ctx, gemeente, 2026)
	gelukt(t, err)
	if _, bestaat := wil.Versies[nieuw]; bestaat {
		t.Errorf("nummer %s werd nog eens uitgegeven", nieuw)
	}
}

func (p *proef) uitgave(t *testing.T) uitgave {
	t.Helper()
	u := uitgave{map[string]int{}, map[string]string{}, map[string][]string{}, nil, map[string]string{}, map[string]string{}, map[string]string{}}
	_, tellingen := bewaar(t, p)
	for _, telling := range tellingen {
		u.Afdrukken[string(telling.Gemeente)] = telling.Afdruk
	}
	gelukt(t, p.Hoofden(ctx, gemeente, func(h store.Hoofd) error {
		u.Versies[h.Nummer], u.Hoofden[h.Nummer] = h.Versie, hex.EncodeToString(h.Hash[:])
		return nil
	}))
	gelukt(t, p.Loop(ctx, gemeente, func(nummer string, l store.Logboek, err error) error {
		for _, g := range l.Gebeurtenissen {
			u.Soorten[nummer] = append(u.Soorten[nummer], string(g.Feit.Soort()))
		}
		return err
	}))
	weg, err := p.Kelder.(store.Archief).VernietigdeDossiers(ctx, gemeente)
	gelukt(t, err)
	for _, v := range weg {
		u.Vernietigd = append(u.Vernietigd, v.Nummer+" "+v.Grond)
	}
	berichten, err := p.Berichten(ctx, store.BerichtFilter{Gemeente: gemeente, MetInhoud: true})
	gelukt(t, err)
	for _, b := range berichten.Berichten {
		u.Berichten[b.ID] = string(b.Inhoud)
	}
	brieven, err := p.UitgaandLijst(ctx, gemeente, store.AlleWerk, "", 100)
	gelukt(t, err)
	for _, b := range brieven {
		u.Brieven[b.Sleutel] = b.Nummer
	}
	return u
}
