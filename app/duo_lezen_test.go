package app_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"traject/app"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo"
	"traject/store"
	"traject/store/geheugen"
)

// nepketen is DUO in het klein: zij zegt wat de proef haar laat zeggen. De rest van de
// verbinding doet in deze proeven niet mee.
type nepketen struct {
	app.Keten
	mu       sync.Mutex
	fout     error
	eerst    func() // gebeurt tijdens het lezen
	feiten   func(code string) ([]dossier.Gebeurtenis, []string)
	gevraagd []string
}

func (n *nepketen) Leest(code string) bool {
	s, ok := duo.ZoekSignaal(code)
	return ok && len(s.Lezen) > 0
}

func (n *nepketen) Lees(_ context.Context, code string, bsn begrip.BSN) (app.Gelezen, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.gevraagd = append(n.gevraagd, code+" "+bsn.Cijfers())
	if n.eerst != nil {
		n.eerst()
		n.eerst = nil
	}
	return app.Gelezen{Feiten: func(d *dossier.Dossier, _ begrip.Datum) ([]dossier.Gebeurtenis, []string) {
		gs, redenen := n.feiten(code)
		return slices.DeleteFunc(gs, func(g dossier.Gebeurtenis) bool { return staatEr(d, g) }), redenen
	}}, n.fout
}

func (n *nepketen) Verbinding() app.Verbinding { return app.Verbinding{} }

func (n *nepketen) Vergelijk(context.Context, begrip.BSN) (app.Vergeleken, error) {
	return app.Vergeleken{}, errors.New("deze proef vergelijkt niet")
}

func staatEr(d *dossier.Dossier, g dossier.Gebeurtenis) bool {
	return slices.ContainsFunc(d.Feiten, func(x *dossier.Gebeurtenis) bool { return x.Soort() == g.Soort() && x.GeldigOp == g.GeldigOp })
}

func verlenging(string) ([]dossier.Gebeurtenis, []string) {
	return []dossier.Gebeurtenis{{GeldigOp: begrip.MoetDag("2026-02-20"), Feit: &dossier.TermijnVerlengd{Maanden: dossier.Met(6)}}}, nil
}

// metKeten geeft hetzelfde huis met een verbinding.
func metKeten(t testing.TB, h *proefhuis, k app.Keten) {
	t.Helper()
	o := h.Onderdelen
	o.Keten = k
	nieuw, err := app.Nieuw(o)
	if err != nil {
		t.Fatal(err)
	}
	h.Huis = nieuw
}

func ontvang(t testing.TB, h *proefhuis, id, code, bsn, dag string) app.Ontvangst {
	t.Helper()
	o, err := h.OntvangSignaal(context.Background(), signaal(t, id, code, bsn, dag))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func lees(t testing.TB, h *proefhuis) int {
	t.Helper()
	n, err := h.LeesDUO(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestLezenBijDUO(t *testing.T) {
	for naam, proef := range map[string]func(*testing.T, *proefhuis){
		"overnemen": leesOvernemen, "storing van dagen": leesStoring, "weigering": leesWeigering, "quarantaine": leesQuarantaine,
		"zonder burgerservicenummer": leesZonderBSN, "botsing": leesBotsing, "onbekende persoon": leesOnbekend, "zonder verbinding": leesZonder,
	} {
		t.Run(naam, func(t *testing.T) { kelders(t, proef) })
	}
}

func leesOvernemen(t *testing.T, h *proefhuis) {
	k := &nepketen{feiten: verlenging}
	metKeten(t, h, k)
	nr := ontvang(t, h, "b-1", "SS139", "999990019", "2026-02-20").Nummer
	k.feiten = func(string) ([]dossier.Gebeurtenis, []string) { return nil, nil }
	if n := lees(t, h); n != 1 {
		t.Fatalf("%d gelezen", n)
	}
	k.feiten = verlenging
	ontvang(t, h, "b-2", "SS104", "999990019", "2026-03-01")
	if x := signaaltaken(t, h, nr); len(x) != 1 || !strings.Contains(x[0].Reden, "SS104 van 1 mrt: Termijn op verzoek verlengd. Neem de nieuwe einddatum over") {
		t.Errorf("voor het lezen is het signaal zelf het werk: %+v", x)
	}
	if lees(t, h) != 1 || lees(t, h) != 0 {
		t.Error("het werk is één keer te doen")
	}
	b := beeld(t, h, jansen, nr)
	g, _ := dossier.Laatste[*dossier.TermijnVerlengd](b.Dossier)
	if g == nil || g.Bron != "duo" || g.Rol != begrip.Keten || g.Bekend() != b.Vandaag || g.ID == "" {
		t.Fatalf("de verlenging: %+v", g)
	}
	if _, af := dossier.Laatste[*dossier.SignaalVerwerkt](b.Dossier); af == nil || af.BerichtID != "b-2" || af.Uitkomst != dossier.SignaalOvergenomen {
		t.Errorf("afgesloten met %+v", af)
	}
	if x := signaaltaken(t, h, nr); len(x) != 0 {
		t.Errorf("wat is overgenomen is geen werk meer: %+v", x)
	}
	versie := b.Versie
	ontvang(t, h, "b-2", "SS104", "999990019", "2026-03-01")
	if err := h.kelder.Plaats(t.Context(), voorbeeldstad, []store.Uitgaand{{Sleutel: "duo-lezen:nog-eens", Soort: app.WerkDUOLezen, Nummer: nr, Inhoud: []byte(`{"bericht":"b-2","code":"SS104"}`)}}); err != nil {
		t.Fatal(err)
	}
	lees(t, h)
	if na := beeld(t, h, jansen, nr).Versie; na != versie {
		t.Errorf("hetzelfde bericht en hetzelfde werk gaven %d feiten", na-versie)
	}
}

// DUO ligt er twee dagen uit. Daarna gaat het vanzelf verder, ook na meer pogingen dan een
// brief krijgt, en binnen een kwartier.
func leesStoring(t *testing.T, h *proefhuis) {
	k := &nepketen{feiten: verlenging, fout: errors.New("geen verbinding")}
	metKeten(t, h, k)
	ontvang(t, h, "b-1", "SS104", "", "2026-03-01") // zonder BSN: wacht op koppelen
	nr := ontvang(t, h, "b-2", "SS139", "999990019", "2026-03-01").Nummer
	for i := range 6 { // meer dan waarna de rest niet meer wordt geprobeerd
		ontvang(t, h, fmt.Sprintf("c-%d", i), "SS139", []string{"999990020", "999990032", "999990044", "999990056", "999990068", "999990081"}[i], "2026-03-01")
	}
	begin := h.klok
	for h.klok.Before(begin.Add(48 * time.Hour)) {
		lees(t, h)
		h.klok = h.klok.Add(5 * time.Minute)
	}
	if wacht, err := h.kelder.UitgaandLijst(t.Context(), voorbeeldstad, store.Wacht, "duo-lezen", 50); err != nil || len(wacht) != 7 || wacht[0].Poging < 100 {
		t.Fatalf("na twee dagen wacht alles nog: %d %v", len(wacht), err)
	}
	k.fout = nil
	h.klok = h.klok.Add(15 * time.Minute)
	for range 3 {
		lees(t, h)
	}
	if !dossier.Heeft[*dossier.SignaalVerwerkt](beeld(t, h, jansen, nr).Dossier) {
		t.Error("een kwartier nadat DUO terug is hoort het gelezen te zijn")
	}
	if wacht, err := h.kelder.UitgaandLijst(t.Context(), voorbeeldstad, store.Wacht, "duo-lezen", 50); err != nil || len(wacht) != 0 {
		t.Errorf("er wacht nog %d (%v)", len(wacht), err)
	}
	if strings.Contains(h.log.String(), "999990019") {
		t.Error("in het logboek staat een burgerservicenummer")
	}
}

func leesWeigering(t *testing.T, h *proefhuis) {
	metKeten(t, h, &nepketen{feiten: verlenging, fout: &app.KetenWeigering{Status: 403, Fouten: []string{"Persoon valt niet onder uw gemeente."}}})
	nr := ontvang(t, h, "b-1", "SS139", "999990019", "2026-03-01").Nummer
	ontvang(t, h, "b-2", "SS104", "999990019", "2026-03-01")
	lees(t, h)
	x := signaaltaken(t, h, nr)
	if len(x) == 0 || !strings.Contains(x[0].Reden, "DUO gaf de gegevens niet: Persoon valt niet onder uw gemeente. Neem de nieuwe einddatum over") {
		t.Errorf("de taak noemt de woorden van DUO niet: %+v", x)
	}
	_, rijen, err := h.kelder.LeesLijst(t.Context(), voorbeeldstad, nr)
	if i := slices.IndexFunc(rijen, func(r store.Taakregel) bool { return r.Soort == agenda.SignaalAfhandelen }); err != nil || i < 0 ||
		strings.Contains(rijen[i].Reden, "Persoon valt") || !strings.Contains(rijen[i].Reden, "DUO gaf de gegevens niet. Neem de nieuwe einddatum over") {
		t.Errorf("in de rij, die niet verzegeld is, staan de woorden van DUO: %+v (%v)", rijen, err)
	}
	if wacht, err := h.kelder.UitgaandLijst(t.Context(), voorbeeldstad, store.Wacht, "duo-lezen", 50); err != nil || len(wacht) != 0 {
		t.Errorf("een weigering wordt niet herhaald: %d (%v)", len(wacht), err)
	}
}

func leesQuarantaine(t *testing.T, h *proefhuis) {
	metKeten(t, h, &nepketen{feiten: func(string) ([]dossier.Gebeurtenis, []string) {
		gs, _ := verlenging("")
		return gs, []string{"DUO, inburgeringstermijn: einddatum (ligt voor het begin)"}
	}})
	nr := ontvang(t, h, "b-1", "SS139", "999990019", "2026-03-01").Nummer
	ontvang(t, h, "b-2", "SS104", "999990019", "2026-03-01")
	lees(t, h)
	b := beeld(t, h, jansen, nr)
	if dossier.Heeft[*dossier.TermijnVerlengd](b.Dossier) {
		t.Error("van gegevens die niet kunnen kloppen komt niets in het dossier")
	}
	x := signaaltaken(t, h, nr)
	if len(x) != 2 || !strings.Contains(x[0].Reden+x[1].Reden, "kan niet kloppen en is niet overgenomen: DUO, inburgeringstermijn: einddatum") {
		t.Fatalf("de taken zeggen niet waarom: %+v", x)
	}
	if _, err := h.HandelSignaalAf(t.Context(), jansen, nr, b.Versie, besluit.Afhandeling{Signaal: x[0].Over, Toelichting: "DUO gebeld"}); err != nil {
		t.Fatal(err)
	}
	if na := signaaltaken(t, h, nr); len(na) != 1 {
		t.Errorf("na afhandelen blijft het andere bericht: %+v", na)
	}
}

// Een bericht met alleen een V-nummer wacht tot iemand zegt bij wie het hoort; lezen kan
// pas met een burgerservicenummer.
func leesZonderBSN(t *testing.T, h *proefhuis) {
	k := &nepketen{feiten: verlenging}
	metKeten(t, h, k)
	nr, err := h.OpenDossier(t.Context(), jansen, besluit.Opening{Persoon: dossier.Persoonsgegevens{VNummer: "1234567890", Geslachtsnaam: "Haddad"}})
	if err != nil {
		t.Fatal(err)
	}
	s := signaal(t, "b-1", "SS104", "", "2026-03-01")
	s.VNummer = "1234567890"
	if o, err := h.OntvangSignaal(t.Context(), s); err != nil || o.Nummer != "" {
		t.Fatalf("%+v %v", o, err)
	}
	if _, err := h.KoppelSignaal(t.Context(), jansen, "b-1", app.Koppeling{Nummer: nr}); err != nil {
		t.Fatal(err)
	}
	if n := lees(t, h); n != 0 || len(k.gevraagd) != 0 {
		t.Fatalf("zonder burgerservicenummer is er niets te lezen: %d", n)
	}
	if x := signaaltaken(t, h, nr); len(x) != 1 {
		t.Errorf("het signaal is wel werk: %+v", x)
	}
	b := beeld(t, h, jansen, nr)
	if _, err := h.VulPersoonAan(t.Context(), jansen, nr, b.Versie, besluit.Aanvulling{Persoonsgegevens: dossier.Persoonsgegevens{BSN: "999990019"}}); err != nil {
		t.Fatal(err)
	}
	if n := lees(t, h); n != 1 || !dossier.Heeft[*dossier.TermijnVerlengd](beeld(t, h, jansen, nr).Dossier) {
		t.Errorf("met het burgerservicenummer erbij hoort het gelezen te zijn: %d %v", n, k.gevraagd)
	}
}

// Een mens legt iets vast terwijl DUO antwoordt: beide blijven.
func leesBotsing(t *testing.T, h *proefhuis) {
	k := &nepketen{feiten: verlenging}
	metKeten(t, h, k)
	nr := ontvang(t, h, "b-1", "SS139", "999990019", "2026-03-01").Nummer
	k.eerst = func() {
		if _, err := h.MaakNotitie(t.Context(), jansen, nr, beeld(t, h, jansen, nr).Versie, besluit.Aantekening{Tekst: "Belde."}); err != nil {
			t.Error(err)
		}
	}
	lees(t, h)
	d := beeld(t, h, jansen, nr).Dossier
	if !dossier.Heeft[*dossier.Notitie](d) || !dossier.Heeft[*dossier.TermijnVerlengd](d) {
		t.Error("een van beide is weg")
	}
}

// Een bericht dat geen dossier opent komt soms eerder dan wat dat wel doet.
func leesOnbekend(t *testing.T, h *proefhuis) {
	metKeten(t, h, &nepketen{feiten: verlenging})
	if o := ontvang(t, h, "b-1", "SS104", "999990019", "2026-03-01"); o.Nummer != "" {
		t.Fatalf("er is nog geen dossier: %+v", o)
	}
	nr := ontvang(t, h, "b-2", "SS139", "999990019", "2026-02-20").Nummer
	for i, wil := range []int{1, 0} {
		if n, err := h.KoppelWachtende(t.Context()); err != nil || n != wil {
			t.Errorf("ronde %d: %d gekoppeld, verwacht %d (%v)", i, n, wil, err)
		}
	}
	if n := lees(t, h); n != 2 {
		t.Errorf("%d gelezen", n)
	}
	if !dossier.Heeft[*dossier.TermijnVerlengd](beeld(t, h, jansen, nr).Dossier) {
		t.Error("wat wachtte is niet gelezen")
	}
}

func leesZonder(t *testing.T, h *proefhuis) {
	nr := ontvang(t, h, "b-1", "SS139", "999990019", "2026-03-01").Nummer
	ontvang(t, h, "b-2", "SS104", "999990019", "2026-03-01")
	if n := lees(t, h); n != 0 {
		t.Errorf("zonder verbinding valt er niets te lezen: %d", n)
	}
	if x := signaaltaken(t, h, nr); len(x) != 1 {
		t.Errorf("het signaal is dan werk voor een mens: %+v", x)
	}
}

func signaaltaken(t testing.TB, h *proefhuis, nummer string) []agenda.Taak {
	t.Helper()
	return slices.DeleteFunc(slices.Clone(beeld(t, h, leider, nummer).Taken), func(x agenda.Taak) bool { return x.Soort != agenda.SignaalAfhandelen })
}

// In welke volgorde en hoe vaak DUO de berichten over iemand ook stuurt: het dossier en het
// werk zijn daarna hetzelfde.
func TestVolgordeEnHerhalingMakenNietUit(t *testing.T) {
	codes := []string{"SS139", "SS101", "SS139", "SS127c", "SS127C", "ZZ9", "SS104"}
	for _, s := range duo.Signalen() {
		codes = append(codes, s.Code)
	}
	alles := func(code string) ([]dossier.Gebeurtenis, []string) {
		if dossier.Signaalcode(code) == "SS131" {
			return nil, []string{"DUO, leerbaarheidstoets: score (geen getal)"}
		}
		return verlenging(code)
	}
	h := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	metKeten(t, h, &nepketen{feiten: alles})
	mens := 0
	stand := func(t *rapid.T, tb testing.TB, volgorde []int) string {
		mens++
		bsn := verzonnenBSN(mens)
		nr := ""
		for i, j := range volgorde {
			dag := begrip.MoetDag("2026-01-12").Plus(j).String()
			if o := ontvang(tb, h, fmt.Sprintf("m%d-%02d", mens, j), codes[j], bsn, dag); o.Nummer != "" {
				nr = o.Nummer
			}
			if i%3 == 0 {
				lees(tb, h)
			}
		}
		if _, err := h.KoppelWachtende(context.Background()); err != nil {
			t.Fatal(err)
		}
		lees(tb, h)
		b := beeld(tb, h, leider, nr)
		var uit []string
		for _, g := range b.Dossier.Feiten {
			uit = append(uit, fmt.Sprintf("%s %s %+v", g.GeldigOp, g.Soort(), g.Feit))
		}
		for _, x := range b.Taken {
			over := x.Over
			if g := b.Dossier.ZoekID(over); g != nil {
				over = fmt.Sprintf("%+v", g.Feit)
			}
			uit = append(uit, fmt.Sprintf("taak %s %s %s %s %s", x.Soort, over, x.Uiterlijk, x.Rol, x.Reden))
		}
		slices.Sort(uit)
		// Welk van twee berichten iets bracht wat ze allebei zeggen is boekhouding.
		return strings.NewReplacer(fmt.Sprintf("m%d-", mens), "", "Uitkomst:niets-nieuws", "gelezen", "Uitkomst:overgenomen", "gelezen").Replace(strings.Join(uit, "\n"))
	}
	gewoon := make([]int, len(codes))
	for i := range gewoon {
		gewoon[i] = i
	}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(rt, "aantal")
		kies := rapid.Permutation(gewoon).Draw(rt, "keuze")[:n]
		if !slices.ContainsFunc(kies, func(j int) bool { s, _ := duo.ZoekSignaal(codes[j]); return s.Opent }) {
			kies = append(kies, 0)
		}
		slices.Sort(kies)
		door := append(slices.Clone(kies), rapid.SliceOfN(rapid.SampledFrom(kies), 0, 4).Draw(rt, "herhaling")...)
		door = rapid.Permutation(door).Draw(rt, "volgorde")
		if a, b := stand(rt, t, kies), stand(rt, t, door); a != b {
			rt.Fatalf("volgorde %v gaf\n%s\nen %v gaf\n%s", kies, a, door, b)
		}
	})
}

// verzonnenBSN geeft het zoveelste nummer dat met 9999 begint en de elfproef doorstaat.
func verzonnenBSN(n int) string {
	for i := 0; ; i++ {
		t := fmt.Sprintf("9999%05d", i)
		if _, err := begrip.LeesBSN(t); err == nil {
			if n--; n < 0 {
				return t
			}
		}
	}
}

func geldigBSN(t string) bool {
	_, err := begrip.LeesBSN(t)
	return err == nil
}
