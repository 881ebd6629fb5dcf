package app_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"traject/api"
	"traject/app"
	"traject/druk"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/brief"
	"traject/kern/dossier"
	"traject/keten/duo"
	"traject/store"
	"traject/store/geheugen"
	"traject/store/sqlite"
	"traject/wetten"
)

const voorbeeldstad = begrip.Gemeente("9999")

// De mensen van de proeven.
var (
	jansen   = app.Wie{Gebruiker: "a.jansen", Naam: "A. Jansen", Rol: begrip.Klantmanager, Gemeente: voorbeeldstad}
	dewit    = app.Wie{Gebruiker: "b.dewit", Naam: "B. de Wit", Rol: begrip.Klantmanager, Gemeente: voorbeeldstad}
	jurist   = app.Wie{Gebruiker: "m.visser", Naam: "M. Visser", Rol: begrip.Jurist, Gemeente: voorbeeldstad}
	leider   = app.Wie{Gebruiker: "t.leider", Naam: "T. Leider", Rol: begrip.Teamleider, Gemeente: voorbeeldstad}
	beleid   = app.Wie{Gebruiker: "j.bakker", Naam: "J. Bakker", Rol: begrip.Beleid, Gemeente: voorbeeldstad}
	beheer   = app.Wie{Gebruiker: "l.degroot", Naam: "L. de Groot", Rol: begrip.Applicatiebeheer, Gemeente: voorbeeldstad}
	elders   = app.Wie{Gebruiker: "x.ander", Naam: "X. Ander", Rol: begrip.Klantmanager, Gemeente: "8888"}
	systeem  = app.Wie{Gebruiker: "systeem", Rol: begrip.Systeem, Gemeente: voorbeeldstad}
	iedereen = []app.Wie{jansen, dewit, jurist, leider, beleid, beheer, elders}
)

// drukker en bestandsvorm steken de echte kamers in, zoals cmd/traject dat doet.
type drukker struct{}

func (drukker) HTML(b brief.Brief) ([]byte, error) { return druk.HTML(b), nil }
func (drukker) PDF(b brief.Brief) ([]byte, error)  { return druk.PDF(b) }

type bestandsvorm struct{ boek *wetten.Boek }

func (f bestandsvorm) Lees(_ string, b []byte) ([]dossier.Gebeurtenis, []begrip.Weigering) {
	return api.Lees(b, api.YAML, f.boek)
}

func (f bestandsvorm) Stel(v app.Veronderstelling, op begrip.Datum, bestaand []dossier.Gebeurtenis) (dossier.Gebeurtenis, []begrip.Weigering) {
	velden := make([]api.Stelveld, len(v.Velden))
	for i, x := range v.Velden {
		velden[i] = api.Stelveld(x)
	}
	return api.Stel(string(v.Soort), velden, op, bestaand)
}

func (f bestandsvorm) Schrijf(gs []dossier.Gebeurtenis) ([]byte, error) {
	var b bytes.Buffer
	err := api.SchrijfDossier(&b, gs)
	return b.Bytes(), err
}

// proefhuis is een huis met een klok die de proef zelf verzet.
type proefhuis struct {
	*app.Huis
	kelder store.Kelder
	klok   time.Time
	log    *bytes.Buffer
}

// op zet de klok op tien uur 's ochtends van een dag.
func (p *proefhuis) op(dag string) {
	t, err := time.Parse(time.RFC3339, dag+"T10:00:00+01:00")
	if err != nil {
		panic(err)
	}
	p.klok = t
}

func nieuwHuis(t testing.TB, k store.Kelder) *proefhuis {
	t.Helper()
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	p := &proefhuis{kelder: k, log: &bytes.Buffer{}}
	p.op("2026-03-02")
	p.Huis, err = app.Nieuw(app.Onderdelen{
		Kelder: k, Boek: boek, Druk: drukker{}, Bestand: bestandsvorm{boek}, Gemeente: voorbeeldstad, Beleid: "de-fryske-marren",
		Klok:     func() time.Time { return p.klok },
		Log:      slog.New(slog.NewTextHandler(io.MultiWriter(p.log), nil)),
		Afzender: brief.Afzender{Gemeente: "Gemeente Voorbeeldstad", Postadres: "Postbus 1, 1234 AA Voorbeeldstad", Telefoon: "088 000 00 00"},
		Medewerkers: []app.Medewerker{
			{Gebruiker: "a.jansen", Naam: "A. Jansen", Rol: begrip.Klantmanager, Team: "noord"},
			{Gebruiker: "b.dewit", Naam: "B. de Wit", Rol: begrip.Klantmanager, Team: "zuid"},
		},
		Lijstlezer: func(_ string, b []byte) (app.Tabel, []begrip.Weigering) {
			l, w := duo.LeesLijst(b)
			t := app.Tabel{Kop: l.Kop}
			for _, r := range l.Rijen {
				t.Rijen = append(t.Rijen, app.Tabelrij(r))
			}
			return t, w
		},
		Signaalsoort: func(code string) (app.Signaalsoort, bool) {
			s, ok := duo.ZoekSignaal(code)
			return app.Signaalsoort{Omschrijving: s.Omschrijving, Opent: s.Opent, Feiten: s.Feiten}, ok
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// kelders zijn de opslagen waarop elke proef van deze kamer moet slagen.
func kelders(t *testing.T, proef func(t *testing.T, h *proefhuis)) {
	t.Run("geheugen", func(t *testing.T) { proef(t, nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))) })
	t.Run("sqlite", func(t *testing.T) { proef(t, nieuwHuis(t, openSQLite(t, t.TempDir()))) })
}

func sleutels(t testing.TB, folder string) store.Sleutels {
	t.Helper()
	s, err := store.SleutelsUitBestand(filepath.Join(folder, "sleutel"), true)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func openSQLite(t testing.TB, folder string) store.Kelder {
	t.Helper()
	k, err := sqlite.Open(t.Context(), filepath.Join(folder, "data"), sleutels(t, folder), sqlite.Opties{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Sluit(); err != nil {
			t.Error(err)
		}
	})
	return k
}

func bsn(t testing.TB, cijfers string) begrip.BSN {
	t.Helper()
	b, err := begrip.LeesBSN(cijfers)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// signaal is een bericht van DUO van negen uur 's ochtends op een dag.
func signaal(t testing.TB, id, code, cijfers, dag string) app.Signaal {
	t.Helper()
	s := app.Signaal{BerichtID: id, Bron: "00000001003214345000", Code: code}
	if cijfers != "" {
		s.BSN = bsn(t, cijfers)
	}
	var err error
	if s.Geregistreerd, err = time.Parse(time.RFC3339, dag+"T09:00:00+01:00"); err != nil {
		t.Fatal(err)
	}
	return s
}

// geopend opent een dossier met een SS139 en vult de persoon in.
func geopend(t testing.TB, h *proefhuis, id, cijfers, voornaam string) (nummer string, versie int) {
	t.Helper()
	o, err := h.OntvangSignaal(t.Context(), signaal(t, id, "SS139", cijfers, "2026-02-27"))
	if err != nil {
		t.Fatal(err)
	}
	b := beeld(t, h, jansen, o.Nummer)
	v, err := h.VulPersoonAan(t.Context(), jansen, o.Nummer, b.Versie, besluit.Aanvulling{Persoonsgegevens: dossier.Persoonsgegevens{
		Voornamen: voornaam, Geslachtsnaam: "Voorbeeld", Geboortedatum: begrip.MoetDag("1991-05-17"), Doelgroep: begrip.Asielstatushouder,
		Adres: "Voorbeeldstraat 1", Postcode: "1234 AB", Plaats: "Voorbeeldstad"}})
	if err != nil {
		t.Fatal(err)
	}
	return o.Nummer, v.Versie
}

func beeld(t testing.TB, h *proefhuis, wie app.Wie, nummer string) *app.DossierBeeld {
	t.Helper()
	b, err := h.Dossier(t.Context(), wie, nummer)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// codes geeft de codes van een weigering met hun veld; leeg als het geen weigering is.
func codes(err error) []string {
	var g *app.Geweigerd
	if !errors.As(err, &g) {
		return nil
	}
	var uit []string
	for _, w := range g.Weigeringen {
		uit = append(uit, w.Plaats+": "+w.Code)
	}
	return uit
}
