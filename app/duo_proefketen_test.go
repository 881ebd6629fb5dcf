package app_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo"
	"traject/keten/duo/nagebootst"
	"traject/store"
)

const oinVoorbeeldstad = "00000001001234567000"

// meldketen steekt de echte client in het huis, zoals cmd/traject dat doet, en kan
// omvallen vlak nadat DUO een bericht kreeg.
type meldketen struct {
	c     *duo.Client
	valOm func() // nil is niet
}

func (k *meldketen) Leest(string) bool { return false }

func (k *meldketen) Lees(context.Context, string, begrip.BSN) (app.Gelezen, error) {
	return app.Gelezen{}, errors.New("deze proef leest niet")
}

func (k *meldketen) Vergelijk(ctx context.Context, bsn begrip.BSN) (app.Vergeleken, error) {
	stand, err := k.c.LeesAlles(ctx, bsn)
	var w *duo.Weigering
	if errors.As(err, &w) {
		err = &app.KetenWeigering{Status: w.Status}
	}
	return app.Vergeleken{Verschillen: func(d *dossier.Dossier, ons besluit.Eigenkant, vandaag begrip.Datum) []besluit.Ketenverschil {
		return duo.Vergelijk(d, ons, stand, vandaag)
	}}, err
}

func (k *meldketen) Verstuur(ctx context.Context, id string, bsn begrip.BSN, m besluit.DUOMelding) (int, error) {
	o, err := k.c.Verstuur(ctx, id, bsn, m)
	if k.valOm != nil {
		k.valOm()
	}
	var w *duo.Weigering
	if errors.As(err, &w) {
		return 0, &app.KetenWeigering{Status: w.Status, Fouten: w.Fouten}
	}
	return o.ContactID, err
}

func (k *meldketen) Brengt(besluit.MeldingSoort) bool { return true }

func (k *meldketen) Instellingen(ctx context.Context) ([]besluit.Instelling, error) {
	scholen, err := k.c.Instellingen(ctx)
	uit := make([]besluit.Instelling, len(scholen))
	for i, s := range scholen {
		uit[i] = besluit.Instelling{Nummer: s.Nummer, Naam: s.Naam, Plaats: s.Plaats, BOW: s.BoW, TST: s.TST}
	}
	return uit, err
}

func (k *meldketen) Proef(context.Context) (app.Verbinding, error) { return app.Verbinding{}, nil }
func (k *meldketen) Verbinding() app.Verbinding                    { return app.Verbinding{} }

// meldhuis is een huis met een verbinding naar een nagebootst DUO.
type meldhuis struct {
	*proefhuis
	duo   *nagebootst.DUO
	keten *meldketen
	dag   atomic.Int64 // de dag bij DUO; zijn server leest hem naast de proef
}

func nieuwMeldhuis(t *testing.T, k store.Kelder) *meldhuis {
	t.Helper()
	h := &meldhuis{proefhuis: nieuwHuis(t, k)}
	h.zet(h.klok)
	h.duo = nagebootst.Nieuw(nagebootst.Opstelling{Gemeenten: map[string]string{oinVoorbeeldstad: string(voorbeeldstad)}, Vandaag: func() begrip.Datum { return begrip.Datum(h.dag.Load()) }, Zaad: 3})
	server, err := h.duo.Luister(nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Sluit(); err != nil {
			t.Error(err)
		}
	})
	c, err := duo.NieuweClient(duo.Verbinding{URL: server.URL + "/v1", EigenOIN: oinVoorbeeldstad, DUOOIN: nagebootst.OIN, Gateway: true, Wachttijd: 2 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	h.keten = &meldketen{c: c}
	h.Keten = h.keten
	return h
}

// verstuur laat het huis sturen wat er klaarstaat.
func (h *meldhuis) verstuur(t *testing.T) int {
	t.Helper()
	n, err := h.VerstuurMeldingen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// later zet de klok een eind verder, voorbij elke wachttijd en lease.
func (h *meldhuis) later() { h.zet(h.klok.Add(time.Hour)) }

// op zet de klok op een dag, hier en bij DUO.
func (h *meldhuis) op(dag string) {
	h.proefhuis.op(dag)
	h.zet(h.klok)
}

func (h *meldhuis) zet(t time.Time) {
	h.klok = t
	h.dag.Store(int64(h.Dag()))
}
