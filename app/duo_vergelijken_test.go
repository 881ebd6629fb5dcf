package app_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
	"traject/store"
	"traject/store/geheugen"
)

// proefBSN maakt een verzonnen nummer dat de elfproef doorstaat.
func proefBSN(t testing.TB, n int) string {
	t.Helper()
	for x := 999900000 + 100*n; ; x++ {
		if b, err := begrip.LeesBSN(fmt.Sprint(x)); err == nil {
			return b.Cijfers()
		}
	}
}

// vergelijkhuis heeft zoveel dossiers, waarvan DUO iedereen kent met een andere dag.
func vergelijkhuis(t *testing.T, mensen int) *meldhuis {
	t.Helper()
	h := nieuwMeldhuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	for i := range mensen {
		bsn := proefBSN(t, i)
		h.duo.NeemOp(nagebootst.Persoon{BSN: bsn, Gemeente: string(voorbeeldstad), Vestiging: begrip.MoetDag("2026-01-01"),
			Plicht:    nagebootst.Plicht{Geldt: true, Begin: begrip.MoetDag("2026-01-15"), Kennisgeving: begrip.MoetDag("2026-02-27")},
			Doelgroep: nagebootst.Doelgroep{Indeling: nagebootst.Asielstatushouder, Begin: begrip.MoetDag("2026-01-15")}})
		ontvang(t, h.proefhuis, fmt.Sprintf("3f2c8a54-6f0e-4d5f-9a43-%012d", i), "SS139", bsn, "2026-03-01")
	}
	return h
}

const eersteDossier = "2026-0001"

func sleutelsVan(vs []besluit.Ketenverschil, kant func(besluit.Ketenverschil) bool) []string {
	var uit []string
	for _, v := range vs {
		if kant(v) {
			uit = append(uit, v.Sleutel)
		}
	}
	return uit
}

func TestEenDossierNaastDUO(t *testing.T) {
	h := vergelijkhuis(t, 1)
	v, err := h.VergelijkMetDUO(t.Context(), jansen, eersteDossier)
	if err != nil || v.Reden != "" {
		t.Fatalf("%v, %s", err, v.Reden)
	}
	if over := func(x besluit.Ketenverschil) bool {
		return x.Over == "brief van DUO over de plicht" && x.Soort == besluit.Anders
	}; !slices.ContainsFunc(v.Loopt(), over) {
		t.Errorf("de dag van de brief verschilt niet: %+v", v.Verschillen)
	}
	ons := sleutelsVan(v.Loopt(), func(x besluit.Ketenverschil) bool { return len(x.NeemOp) > 0 })
	if _, err := h.NeemOverVanDUO(t.Context(), jansen, eersteDossier, v.Versie+1, ons); err == nil {
		t.Error("met een andere versie is toch overgenomen")
	}
	w, err := h.NeemOverVanDUO(t.Context(), jansen, eersteDossier, v.Versie, ons)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range w.Gebeurtenissen {
		if g.Wie != jansen.Gebruiker || g.Bron != "duo" || g.ID == "" {
			t.Errorf("%s: door %q, van %q, kenmerk %q", g.Soort(), g.Wie, g.Bron, g.ID)
		}
	}
	na, err := h.VergelijkMetDUO(t.Context(), jansen, eersteDossier)
	if err != nil || len(na.Loopt()) != 0 {
		t.Errorf("er verschilt nog iets: %+v, %v", na.Loopt(), err)
	}
	if _, err := h.NeemOverVanDUO(t.Context(), jansen, eersteDossier, w.Versie, ons); !geweigerdMet(err, "verschil-weg") {
		t.Errorf("wat niet meer verschilt werd overgenomen: %v", err)
	}
	if _, err := h.NeemOverVanDUO(t.Context(), jansen, eersteDossier, w.Versie, nil); !geweigerdMet(err, "niets-gekozen") {
		t.Errorf("%v", err)
	}
}

func geweigerdMet(err error, code string) bool {
	var g *app.Geweigerd
	return errors.As(err, &g) && g.Weigeringen[0].Code == code
}

func TestVergelijkenAlsDUOErNietIs(t *testing.T) {
	h := vergelijkhuis(t, 1)
	reden := func() string {
		t.Helper()
		v, err := h.VergelijkMetDUO(t.Context(), jansen, eersteDossier)
		if err != nil || len(v.Verschillen) != 0 {
			t.Errorf("%v, %+v", err, v.Verschillen)
		}
		return v.Reden
	}
	h.duo.Verstoor(nagebootst.Storing{Plat: true})
	if r := reden(); !strings.Contains(r, "niet bereikbaar") {
		t.Error(r)
	}
	h.duo.Verstoor(nagebootst.Storing{Plat: true, Status: 403})
	if r := reden(); !strings.Contains(r, "laat deze persoon niet zien") {
		t.Error(r)
	}
	h.Keten = nil
	if r := reden(); !strings.Contains(r, "geen verbinding") {
		t.Error(r)
	}
	for _, wie := range []app.Wie{beleid, beheer, elders} {
		if _, err := h.VergelijkMetDUO(t.Context(), wie, eersteDossier); !errors.Is(err, app.ErrNietGevonden) && !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("%s mocht vergelijken: %v", wie.Rol, err)
		}
	}
}

// Onder een oude wet wisselt DUO niets uit: dan gaat er geen vraag weg.
func TestOudeWetVergelijktNietMetDUO(t *testing.T) {
	h := vergelijkhuis(t, 0)
	nummer, err := h.OpenDossier(t.Context(), jansen, besluit.Opening{Stelsel: begrip.Wi2013, Persoon: dossier.Persoonsgegevens{Voornamen: "Selam", BSN: proefBSN(t, 1)}})
	if err != nil {
		t.Fatal(err)
	}
	if v, err := h.VergelijkMetDUO(t.Context(), jansen, nummer); err != nil || !strings.Contains(v.Reden, "oude wet") {
		t.Errorf("%+v, %v", v, err)
	}
	if err := h.StuurVergelijkronde(t.Context(), beheer, "begin"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.VergelijkVerder(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := h.Vergelijkronde(t.Context(), beheer); err != nil || r.Stand != app.RondeKlaar || r.Gedaan != 1 || r.Gelijk+r.Verschillend+r.NietTeZien != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	if len(h.duo.Bezoeken()) != 0 {
		t.Errorf("DUO kreeg een vraag: %v", h.duo.Bezoeken())
	}
}

// Alle dossiers: te stoppen, verder te gaan waar het was, en na een storing vanzelf.
func TestAlleDossiersNaastDUO(t *testing.T) {
	const mensen = 450
	h := vergelijkhuis(t, mensen)
	ctx := t.Context()
	ronde := func() app.Vergelijkronde {
		t.Helper()
		r, err := h.Vergelijkronde(ctx, beheer)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	stuur := func(wat string) {
		t.Helper()
		if err := h.StuurVergelijkronde(ctx, beheer, wat); err != nil {
			t.Fatal(err)
		}
	}
	verder := func() int {
		t.Helper()
		n, err := h.VergelijkVerder(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if verder() != 0 {
		t.Error("zonder ronde is er toch vergeleken")
	}
	stuur("begin")
	h.duo.Verstoor(nagebootst.Storing{Plat: true})
	if verder() != 0 || !ronde().Storing || ronde().Gedaan != 0 {
		t.Errorf("bij een storing is er toch geteld: %+v", ronde())
	}
	h.duo.Verstoor(nagebootst.Storing{})
	if verder() != 0 {
		t.Error("na een storing is er niet gewacht")
	}
	stuur("stop")
	if h.later(); verder() != 0 {
		t.Error("een gestopte ronde ging door")
	}
	if err := h.StuurVergelijkronde(ctx, beheer, "stop"); !geweigerdMet(err, "ronde-anders") {
		t.Errorf("%v", err)
	}
	stuur("verder")
	if verder() != mensen {
		t.Error("niet alle dossiers zijn vergeleken")
	}
	r := ronde()
	if r.Stand != app.RondeKlaar || r.Gedaan != mensen || r.Verschillend != mensen || r.Storing || len(r.AlleSoorten) == 0 {
		t.Errorf("%+v", r)
	}
	gezien := map[string]bool{}
	for na := ""; ; {
		l, err := h.Vergelijkverschillen(ctx, leider, na)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range l.Rijen {
			gezien[x.Nummer] = true
		}
		if na = l.Volgende; na == "" {
			break
		}
	}
	if len(gezien) != mensen {
		t.Errorf("%d dossiers op de lijst", len(gezien))
	}
	stuur("begin") // een nieuwe ronde begint met een lege lijst
	if l, err := h.Vergelijkverschillen(ctx, leider, ""); err != nil || len(l.Rijen) != 0 {
		t.Errorf("%d rijen van de oude ronde, %v", len(l.Rijen), err)
	}
}

// Wat een ronde van een dossier onthield gaat met het dossier weg, ook uit de opslag.
func TestVerschilGaatMetHetDossierWeg(t *testing.T) {
	h := vergelijkhuis(t, 2)
	ctx := t.Context()
	if err := h.StuurVergelijkronde(ctx, beheer, "begin"); err != nil {
		t.Fatal(err)
	}
	if n, err := h.VergelijkVerder(ctx); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	onthouden := func() (uit []string) {
		stukken, err := h.kelder.Stukken(ctx, voorbeeldstad, "dossier-duo-verschil", "", 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range stukken {
			uit = append(uit, s.Sleutel)
		}
		return uit
	}
	if o := onthouden(); len(o) != 2 {
		t.Fatalf("onthouden: %v", o)
	}
	b := beeld(t, h.proefhuis, jansen, eersteDossier)
	if err := h.kelder.Vernietig(ctx, voorbeeldstad, eersteDossier, store.Vernietiging{Verwacht: b.Versie, Dag: begrip.MoetDag("2032-03-11"), Moment: 1, Grond: "Bi2021 art. 9.9 lid 1"}); err != nil {
		t.Fatal(err)
	}
	if o := onthouden(); len(o) != 1 || o[0] == eersteDossier {
		t.Errorf("na het vernietigen onthouden: %v", o)
	}
	if l, err := h.Vergelijkverschillen(ctx, leider, ""); err != nil || len(l.Rijen) != 1 {
		t.Errorf("%+v %v", l, err)
	}
}

// hapert krijgt bij één persoon nooit een antwoord.
type hapert struct {
	*meldketen
	bsn string
}

func (k *hapert) Vergelijk(ctx context.Context, bsn begrip.BSN) (app.Vergeleken, error) {
	if bsn.Cijfers() == k.bsn {
		return app.Vergeleken{}, errors.New("geen antwoord")
	}
	return k.meldketen.Vergelijk(ctx, bsn)
}

// Eén persoon bij wie het steeds misgaat houdt de anderen niet tegen.
func TestEenHaperendePersoonHoudtDeRondeNietTegen(t *testing.T) {
	h := vergelijkhuis(t, 12)
	h.Keten = &hapert{h.keten, proefBSN(t, 3)}
	if err := h.StuurVergelijkronde(t.Context(), beheer, "begin"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.VergelijkVerder(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := h.Vergelijkronde(t.Context(), beheer); err != nil || r.Stand != app.RondeKlaar || r.NietGelukt != 1 || r.Verschillend != 11 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestWieDeRondeZiet(t *testing.T) {
	h := vergelijkhuis(t, 1)
	for _, wie := range iedereen {
		_, err := h.Vergelijkronde(t.Context(), wie)
		if (err == nil) != (wie.Rol == beheer.Rol) {
			t.Errorf("%s en de aantallen: %v", wie.Rol, err)
		}
		if err := h.StuurVergelijkronde(t.Context(), wie, "begin"); (err == nil) != (wie.Rol == beheer.Rol) {
			t.Errorf("%s en het begin: %v", wie.Rol, err)
		}
		_, err = h.Vergelijkverschillen(t.Context(), wie, "")
		if (err == nil) != (wie.Rol == leider.Rol || wie.Rol == jurist.Rol) {
			t.Errorf("%s en de lijst: %v", wie.Rol, err)
		}
	}
}
