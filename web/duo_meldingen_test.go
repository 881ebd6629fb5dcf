package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// weigeraar is a connection of which DUO refuses everything with one sentence, or takes all.
type weigeraar struct{ zin string }

func (w *weigeraar) Leest(string) bool { return false }
func (w *weigeraar) Lees(context.Context, string, begrip.BSN) (app.Gelezen, error) {
	return app.Gelezen{}, nil
}
func (w *weigeraar) Verstuur(context.Context, string, begrip.BSN, besluit.DUOMelding) (int, error) {
	if w.zin == "" {
		return 7, nil
	}
	return 0, &app.KetenWeigering{Status: http.StatusForbidden, Fouten: []string{w.zin}}
}
func (w *weigeraar) Brengt(besluit.MeldingSoort) bool { return true }
func (w *weigeraar) Instellingen(context.Context) ([]besluit.Instelling, error) {
	return []besluit.Instelling{{Nummer: "9990000001", Naam: "Taalhuis", Plaats: "Voorbeeldstad", BOW: true}, {Nummer: "9990000004", Naam: "Keurloos", Plaats: "Elders"}}, nil
}
func (w *weigeraar) Vergelijk(context.Context, begrip.BSN) (app.Vergeleken, error) {
	return app.Vergeleken{}, nil
}
func (w *weigeraar) Proef(context.Context) (app.Verbinding, error) { return app.Verbinding{}, nil }
func (w *weigeraar) Verbinding() app.Verbinding                    { return app.Verbinding{} }

func (b *balie) metPIP() string {
	b.t.Helper()
	pad := b.naIntake()
	b.plan(pad)
	b.gelukt(pad+"/pip?stap=5", map[string]string{"andere-routes": "Uw kinderen zijn nog klein."})
	return pad
}

func taaksoorten(d *app.DossierBeeld) []string {
	var uit []string
	for _, t := range d.Taken {
		uit = append(uit, t.Soort)
	}
	return uit
}

// Without a connection: exactly what to type, in the order of the portal, ticked off with
// a day, and the ten working days watched.
func TestOvertypenInHetPortaal(t *testing.T) {
	b := openBalie(t)
	pad := b.metPIP()
	lijst := b.haal("/duo/portaal")
	heeft(t, lijst.tekst, pad+"/portaal", "10 werkdagen na het PIP", "Waarom?")
	a := b.haal(pad + "/portaal")
	plek := -1
	for _, zin := range []string{"uiterlijk op 26 oktober 2026 bij DUO", "Waarom?", "Burgerservicenummer", "999990019", "Dagtekening PIP", "12-10-2026", "Leerroute", ">B<", "Niveau", ">B1<",
		"Geschatte intensiteit B1-route", ">600<", "Mag opleiding afmaken", "Alfabetiseringsonderwijs", "Dit staat in het portaal"} {
		i := strings.Index(a.tekst, zin)
		if i < plek {
			t.Errorf("%q staat er niet, of niet op zijn plaats", zin)
		}
		plek = max(plek, i)
	}
	heeft(t, a.tekst, `data-kopieer="m-pip-v0" hidden`)

	vroeg := b.doe(pad+"/portaal", map[string]string{"m-pip-op-dag": "13"})
	if vroeg.status != http.StatusUnprocessableEntity || !strings.Contains(strings.Join(fouten(vroeg.tekst), "|"), "nog niet geweest") {
		t.Fatalf("morgen: %d %v", vroeg.status, fouten(vroeg.tekst))
	}
	if v := vroeg.vorm(t); v.Get("m-pip-op-dag") != "13" {
		t.Error("de ingevulde dag is weg")
	}
	v := b.haal(pad + "/portaal").vorm(t)
	v.Set("melding", "pip")
	if a := b.post(pad+"/portaal", v); a.status != http.StatusSeeOther {
		t.Fatalf("%d %v", a.status, fouten(a.tekst))
	}
	v = b.haal(pad + "/portaal").vorm(t)
	if a := b.post(pad+"/portaal", v); a.status != http.StatusSeeOther || v.Get("melding") != "contactpersoon" {
		t.Fatalf("contactpersoon: %d %v %v", a.status, fouten(a.tekst), v)
	}
	d := b.beeld(pad)
	if !dossier.Heeft[*dossier.PIPGemeld](d.Dossier) || slices.Contains(taaksoorten(d), "pip-melden") {
		t.Errorf("taken: %v", taaksoorten(d))
	}
	heeft(t, b.haal(pad+"/duo").tekst, "DUO heeft dit sinds 12 oktober 2026 door a.jansen, via het portaal.", "Het PIP is op tijd gemeld.")
	heeft(t, b.haal(pad).tekst, `href="`+pad+`/duo"`)
	if a := b.post(pad+"/portaal", vroeg.vorm(t)); a.status != http.StatusSeeOther {
		t.Errorf("nog eens afvinken: %d", a.status)
	}
	if n := len(besluit.Gemelde(b.beeld(pad).Dossier)); n != 2 {
		t.Errorf("%d meldingen", n)
	}
	if strings.Contains(b.log.String(), "999990019") {
		t.Error("het BSN staat in het logboek")
	}
}

// What DUO would refuse stands at its field before anything is sent; what was typed stays.
func TestMeldformulierWeigertBijHetVeld(t *testing.T) {
	b := openBalie(t)
	pad := b.metPIP()
	b.gelukt(pad+"/portaal", nil)
	b.op("2026-11-02")
	a := b.doe(pad+"/duo/aanbod", map[string]string{"datum-dag": "1", "datum-maand": "10", "datum-jaar": "2026", "start-dag": "12", "start-maand": "10", "start-jaar": "2026", "instelling": "123"})
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("%d", a.status)
	}
	got := strings.Join(fouten(a.tekst), "|")
	for _, zin := range []string{"tien tekens", "Het PIP is van 12 oktober 2026", "begint op 13 oktober 2026", "alfabetiseringsonderwijs"} {
		if !strings.Contains(got, zin) {
			t.Errorf("%q ontbreekt in %s", zin, got)
		}
	}
	for _, veld := range []string{"instelling-fout", "datum-fout", "start-fout", "alfabetisering-fout"} {
		heeft(t, a.tekst, `id="`+veld+`"`)
	}
	if v := a.vorm(t); v.Get("instelling") != "123" || v.Get("datum-dag") != "1" {
		t.Error("wat was ingevuld is weg")
	}
	if a := b.doe(pad+"/duo/pvt", map[string]string{"dag-dag": "30", "dag-maand": "10", "dag-jaar": "2026"}); a.naar != pad+"/duo" {
		t.Fatalf("%d naar %q %v", a.status, a.naar, fouten(a.tekst))
	}
	heeft(t, b.haal(pad+"/duo/pvt").tekst, "Wat u hier leeg laat, haalt DUO weg.")
	if a := b.haal(pad + "/duo/iets"); a.status != http.StatusNotFound {
		t.Errorf("onbekende melding: %d", a.status)
	}
}

// DUO refuses what we could not know: its sentence stands at the field when the form is
// opened again, there is a task, and a better message goes.
func TestWeigeringVanDUOStaatBijHetVeld(t *testing.T) {
	b := openBalie(t)
	duo := &weigeraar{zin: "De geschatte intensiteit hoort alleen bij een asielstatushouder."}
	b.huis.Keten = duo
	pad := b.naIntake()
	b.plan(pad)
	heeft(t, b.haal(pad+"/pip?stap=5").tekst, "Dit bericht gaat vanzelf naar DUO.")
	b.gelukt(pad+"/pip?stap=5", map[string]string{"andere-routes": "Uw kinderen zijn nog klein."})
	if _, err := b.huis.VerstuurMeldingen(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := taaksoorten(b.beeld(pad)); !slices.Contains(got, app.TaakDUOMelden) {
		t.Errorf("taken: %v", got)
	}
	heeft(t, b.haal(pad+"/pip-melden").tekst, "Meld het PIP via de verbinding")
	heeft(t, b.haal(pad).tekst, "Melden aan DUO: PIP", "DUO nam het bericht niet aan")
	// Both tasks lead to where DUO hears it, not to the form that only says that it did.
	for _, plek := range []string{pad, "/vandaag?soort=pip-melden"} {
		if a := b.haal(plek); !strings.Contains(a.tekst, `href="`+pad+`/duo"`) || strings.Contains(a.tekst, pad+"/pip-melden") {
			t.Errorf("%s: the task to report the plan leads to the form for who did so elsewhere", plek)
		}
	}
	heeft(t, b.haal(pad+"/duo").tekst, "zelf al in het portaal van DUO gezet", pad+"/pip-melden")
	heeft(t, b.haal(pad+"/duo").tekst, "DUO nam het niet aan", duo.zin, pad+"/duo/pip")
	a := b.haal(pad + "/duo/pip")
	heeft(t, a.tekst, `href="#intensiteit"`, `id="intensiteit-fout"`, "DUO zegt: "+duo.zin)
	duo.zin = ""
	b.gelukt(pad+"/duo/pip", map[string]string{"intensiteit": ""})
	if _, err := b.huis.VerstuurMeldingen(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := taaksoorten(b.beeld(pad)); slices.Contains(got, app.TaakDUOMelden) || slices.Contains(got, "pip-melden") {
		t.Errorf("taken: %v", got)
	}
	if a := b.haal(pad + "/duo"); strings.Contains(a.tekst, pad+"/pip-melden") {
		t.Error("DUO has the plan, and still one can say that one brought it")
	}
	heeft(t, b.haal(pad+"/duo/pip").tekst, "Kan nu niet. De inburgeringstermijn loopt vanaf 13 oktober 2026.", "Wat u hier leeg laat, haalt DUO weg.")
	b.gelukt(pad+"/duo/uren-participatie", map[string]string{"uren": "12"})
	if _, err := b.huis.VerstuurMeldingen(t.Context()); err != nil {
		t.Fatal(err)
	}
	x := b.beeld(pad)
	m, err := b.huis.Meldingen(t.Context(), anke, x)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range m.Regels { // also what somebody reported by hand stands beside its own message
		if r.BijDUO != nil && r.BijDUO.Melding.Soort != r.Melding.Soort {
			t.Errorf("%s: bij DUO staat %s", r.Melding.Soort, r.BijDUO.Melding.Soort)
		}
	}
	school := b.haal(pad + "/duo/aanbod")
	heeft(t, school.tekst, "Taalhuis, Voorbeeldstad", "Geen keurmerk: DUO neemt een aanbod bij deze instelling niet aan.")
	heeft(t, b.haal("/duo/portaal").tekst, "Wat in de lijst staat, meldt u zelf.")
}

// The contact persons of the municipality: filled in, refused at the field, sent, numbered.
func TestContactpersonenBijDUO(t *testing.T) {
	b := openBalie(t)
	b.huis.Keten = &weigeraar{}
	b.metBeheer()
	b.login("l.degroot")
	lijst := b.haal("/beheer/contactpersonen")
	heeft(t, lijst.tekst, "Anke Jansen", "Niet bij DUO")
	adres := "/beheer/contactpersonen/" + app.SleutelVan("a.jansen")
	a := b.doe(adres, map[string]string{"email": "geen", "telefoon": "nul"})
	if a.status != http.StatusUnprocessableEntity || len(fouten(a.tekst)) != 3 {
		t.Fatalf("%d %v", a.status, fouten(a.tekst))
	}
	b.gelukt(adres, map[string]string{"email": "anke@voorbeeldstad.example", "telefoon": "088 0000000"})
	heeft(t, b.haal("/beheer/contactpersonen").tekst, "Onderweg naar DUO")
	if _, err := b.huis.VerstuurMeldingen(t.Context()); err != nil {
		t.Fatal(err)
	}
	heeft(t, b.haal("/beheer/contactpersonen").tekst, "Staat bij DUO", "Nummer 7 bij DUO")
}
