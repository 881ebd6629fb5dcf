package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
	"traject/store"
	"traject/store/geheugen"
)

// Een lijst zegt in de audit alleen hoeveel rijen er waren; voor het Logboek Dataverwerkingen
// moet zij ook zeggen van wie. Deze test leest de bron, zodat een nieuwe lijst het niet vergeet.
func TestElkeLijstZegtVanWie(t *testing.T) {
	bestanden, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	lijsten := 0
	for _, b := range bestanden {
		bron, err := os.ReadFile(b)
		if err != nil {
			t.Fatal(err)
		}
		for regel := range strings.Lines(string(bron)) {
			if !strings.Contains(regel, "Auditregel{Handeling: AuditLijstGezien") || strings.HasSuffix(b, "_test.go") {
				continue
			}
			lijsten++
			if !strings.Contains(regel, "personen:") {
				t.Errorf("%s schrijft een lijst in de audit zonder personen: %s", b, strings.TrimSpace(regel))
			}
		}
	}
	if lijsten < 3 {
		t.Errorf("maar %d lijsten gevonden; zoekt deze test nog op de goede plaats?", lijsten)
	}
}

// proeflogboek onthoudt wat het krijgt, of weigert.
type proeflogboek struct {
	kreeg [][]app.Verwerking
	fout  error
	bij   func()
}

func (l *proeflogboek) Schrijf(_ context.Context, _ begrip.Gemeente, vs []app.Verwerking) error {
	if l.bij != nil {
		l.bij()
	}
	if l.fout != nil {
		return l.fout
	}
	l.kreeg = append(l.kreeg, vs)
	return nil
}

func (l *proeflogboek) neem() []app.Verwerking {
	alle := slices.Concat(l.kreeg...)
	l.kreeg = nil
	return alle
}

func metLogboek(t *testing.T) (*proefhuis, *proeflogboek, *int) {
	t.Helper()
	l := &proeflogboek{}
	geschreven := 0
	kelder := &tellendeKelder{Kelder: geheugen.Nieuw(sleutels(t, t.TempDir())), n: &geschreven}
	p := nieuwHuis(t, kelder)
	o := p.Onderdelen
	o.Kelder, o.Logboek = kelder, l
	h, err := app.Nieuw(o)
	if err != nil {
		t.Fatal(err)
	}
	p.Huis = h
	return p, l, &geschreven
}

// tellendeKelder telt wat er werkelijk is vastgelegd.
type tellendeKelder struct {
	store.Kelder
	n *int
}

func (k *tellendeKelder) Toevoegen(ctx context.Context, t store.Toevoeging) error {
	*k.n++
	return k.Kelder.Toevoegen(ctx, t)
}

func (k *tellendeKelder) SchrijfAudit(ctx context.Context, g begrip.Gemeente, rs []store.Auditregel) error {
	*k.n++
	return k.Kelder.SchrijfAudit(ctx, g, rs)
}

// Elke weg waarlangs iets van iemand wordt gezien of vastgelegd, staat eerst in het logboek;
// weigert dat, dan is er niets gezien en niets vastgelegd.
func TestNietsZonderLogboek(t *testing.T) {
	p, l, vastgelegd := metLogboek(t)
	ctx := t.Context()
	sig := func(id string) app.Signaal {
		return app.Signaal{BerichtID: id, Bron: "duo", Code: "SS139", BSN: bsn(t, "999990019"), Geregistreerd: p.klok}
	}
	l.bij = func() {
		if *vastgelegd > 0 {
			t.Error("er was al iets vastgelegd voordat het logboek iets hoorde")
		}
	}
	o, err := p.OntvangSignaal(ctx, sig("0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0001"))
	if err != nil {
		t.Fatal(err)
	}
	l.bij = nil
	if vs := l.neem(); len(vs) != 1 || vs[0].Nummer != o.Nummer || vs[0].Activiteit != app.Uitwisselen || vs[0].Handeling != app.AuditSignaal {
		t.Fatalf("een signaal gaf %+v", vs)
	}
	wegen := map[string]func() error{
		"dossier":   func() error { _, err := p.Dossier(ctx, leider, o.Nummer); return err },
		"werklijst": func() error { _, err := p.Vandaag(ctx, leider, app.WerkFilter{}); return err },
		"dossiers":  func() error { _, err := p.Dossiers(ctx, leider, app.DossierFilter{}); return err },
		"op nummer": func() error { _, err := p.Dossiers(ctx, leider, app.DossierFilter{Zoek: o.Nummer}); return err },
		"op BSN":    func() error { _, err := p.ZoekBSN(ctx, leider, "999990019"); return err },
		"signaal":   func() error { _, err := p.OntvangSignaal(ctx, sig("0b0e1d6c-7a35-4a51-9f4b-3c3d7b0c0002")); return err },
		"vernietigen": func() error {
			return p.Kelder.Vernietig(ctx, voorbeeldstad, o.Nummer, store.Vernietiging{Verwacht: 99})
		},
		"veel": func() error {
			return p.Kelder.ToevoegenVeel(ctx, []store.Toevoeging{{Gemeente: voorbeeldstad, Nummer: "2026-0901"}, {Gemeente: voorbeeldstad, Nummer: "2026-0902"}})
		},
	}
	for naam, doe := range wegen {
		l.fout = errors.New("stuk")
		*vastgelegd = 0
		if err := doe(); !errors.Is(err, app.ErrLogboekWeg) || *vastgelegd > 0 {
			t.Errorf("%s zonder logboek: %v, %d keer iets vastgelegd", naam, err, *vastgelegd)
		}
		l.fout = nil
		if naam == "vernietigen" || naam == "veel" { // hier gaat het om de volgorde; de kelder weigert ze zelf
			continue
		}
		if err := doe(); err != nil {
			t.Errorf("%s: %v", naam, err)
		}
		vs := l.neem()
		if len(vs) != 1 || vs[0].Nummer != o.Nummer || vs[0].Handeling == "" || vs[0].Moment.IsZero() {
			t.Errorf("%s gaf %+v", naam, vs)
		}
	}
	// Wie niets zag, staat er niet in.
	if _, err := p.Dossier(ctx, elders, o.Nummer); !errors.Is(err, app.ErrNietGevonden) {
		t.Error(err)
	}
	if vs := l.neem(); len(vs) != 0 {
		t.Errorf("wie geen toegang kreeg, staat in het logboek: %+v", vs)
	}
}

// gevraagd telt wat er over mensen naar DUO gaat.
type gevraagd struct {
	app.Keten
	n atomic.Int32
}

func (k *gevraagd) Leest(string) bool { return true }

func (k *gevraagd) Lees(context.Context, string, begrip.BSN) (app.Gelezen, error) {
	k.n.Add(1)
	return app.Gelezen{Feiten: func(*dossier.Dossier, begrip.Datum) ([]dossier.Gebeurtenis, []string) { return nil, nil }}, nil
}

func (k *gevraagd) Vergelijk(ctx context.Context, bsn begrip.BSN) (app.Vergeleken, error) {
	k.n.Add(1)
	return k.Keten.Vergelijk(ctx, bsn)
}

func (k *gevraagd) Verstuur(ctx context.Context, id string, bsn begrip.BSN, m besluit.DUOMelding) (int, error) {
	k.n.Add(1)
	return k.Keten.Verstuur(ctx, id, bsn, m)
}

// Zonder het logboek gaat er over niemand iets naar DUO, ook geen vraag, en wordt er niets
// vastgehouden of vernietigd. Is het logboek er weer, dan gaat het werk vanzelf verder.
func TestNietsNaarDUOZonderLogboek(t *testing.T) {
	h, l := nieuwMeldhuis(t, geheugen.Nieuw(sleutels(t, t.TempDir()))), &proeflogboek{}
	h.inDUO(nagebootst.Asielstatushouder)
	keten := &gevraagd{Keten: h.keten}
	o := h.Onderdelen
	o.Keten, o.Logboek = keten, l
	nieuw, err := app.Nieuw(o)
	if err != nil {
		t.Fatal(err)
	}
	h.Huis = nieuw
	nummer, _ := metPIP(t, h)
	ontvang(t, h.proefhuis, "b-9", "SS104", aminaBSN, "2026-03-01")
	if err := h.StuurVergelijkronde(t.Context(), beheer, "begin"); err != nil {
		t.Fatal(err)
	}
	wegen := map[string]func() error{
		"lezen":       func() error { _, err := h.LeesDUO(t.Context()); return err },
		"melden":      func() error { _, err := h.VerstuurMeldingen(t.Context()); return err },
		"vergelijken": func() error { _, err := h.VergelijkMetDUO(t.Context(), jansen, nummer); return err },
		"ronde":       func() error { _, err := h.VergelijkVerder(t.Context()); return err },
		"aanhouden": func() error {
			return h.HoudAan(t.Context(), leider, nummer, "Er ligt een klacht bij de ombudsman", false)
		},
	}
	l.fout = errors.New("stuk")
	keten.n.Store(0)
	for naam, doe := range wegen {
		if err := doe(); err != nil && !errors.Is(err, app.ErrLogboekWeg) {
			t.Errorf("%s: %v", naam, err)
		}
		if n := keten.n.Swap(0); n != 0 {
			t.Errorf("%s: %d keer naar DUO zonder logboek", naam, n)
		}
	}
	if s, err := h.kelder.Stukken(t.Context(), voorbeeldstad, store.DossierSoort+"aanhouding", "", 0); err != nil || len(s) != 0 {
		t.Errorf("aangehouden zonder logboek: %+v %v", s, err)
	}
	l.fout = nil
	h.later()
	for naam, doe := range wegen {
		l.neem()
		if err := doe(); err != nil {
			t.Errorf("%s: %v", naam, err)
		}
		vs := l.neem()
		if len(vs) == 0 || vs[0].Nummer != nummer || naam == "aanhouden" != (vs[0].Activiteit == app.Bewaren) {
			t.Errorf("%s met logboek gaf %+v", naam, vs)
		}
		if n := keten.n.Swap(0); (n == 0) != (naam == "aanhouden") {
			t.Errorf("%s: %d keer naar DUO", naam, n)
		}
	}
}
