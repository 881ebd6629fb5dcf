package besluit

import (
	"slices"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Uren komen van wie erom is gevraagd, van maanden waarin iemand meedeed, en een verbetering
// vervangt wat er stond.
func TestGeefMaand(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "")
	deelname := &dossier.Deelname{Aanbieder: "a", Wat: dossier.AanbodLeerroute, Vanaf: dag("2026-03-10"), Tot: dag("2026-04-20")}
	asiel := metPIP(eerderGebeurd("2026-03-10", "f3", deelname))
	gezin := metPIP(eerderGebeurd("2026-03-10", "f3", deelname), eerderGebeurd("2026-03-11", "f4", &dossier.DoelgroepGewijzigd{Naar: begrip.GezinEnOverig}))
	uren := func(n int) []dossier.Optie[begrip.Uren] {
		return []dossier.Optie[begrip.Uren]{dossier.Met(begrip.Uren(n) * begrip.Uur)}
	}
	basis := Maandopgave{Vastlegging: Vastlegging{Vandaag: dag("2026-06-01"), Wie: "school", Rol: begrip.AanbiederTaal, Bron: "aanbieder"}, Deelname: "f3", Maand: dag("2026-03-01"), Uren: uren(40), Keurmerk: dossier.KeurmerkBOW}
	b, w := GeefMaand(asiel, r, basis)
	if len(w) != 0 || len(b.Gebeurtenissen) != 2 {
		t.Fatalf("%v %v", b, w)
	}
	u, m := b.Gebeurtenissen[0], b.Gebeurtenissen[1]
	if f := u.Feit.(*dossier.Uren); f.Wat != dossier.UrenNT2 || f.Keurmerk != dossier.KeurmerkBOW || u.Bron != "aanbieder" || u.GeldigOp != dag("2026-03-31") || m.Feit.(*dossier.Lesmaand).Uren != u.ID {
		t.Errorf("%+v %+v", u, m)
	}
	na := asiel.Met(b.Gebeurtenissen...)
	if !StaatAl(na, dossier.AanbodLeerroute, basis) || StaatAl(asiel, dossier.AanbodLeerroute, basis) {
		t.Error("of precies dit er al staat, klopt niet")
	}
	beter := basis
	beter.Over, beter.Uren, beter.Inzet = m.ID, uren(0), dossier.InzetGoed
	b, w = GeefMaand(na, r, beter)
	if len(w) != 0 || b.Gebeurtenissen[0].Vervangt != u.ID || b.Gebeurtenissen[1].Vervangt != m.ID {
		t.Fatalf("%+v %v", b, w)
	}
	if _, f := dossier.Laatste[*dossier.Uren](na.Met(b.Gebeurtenissen...)); f.Aantal.Waarde != 0 {
		t.Errorf("na een verbetering naar nul staan er %v uren", f.Aantal.Waarde)
	}
	met := func(f func(o *Maandopgave)) Maandopgave { o := basis; f(&o); return o }
	for _, x := range []struct {
		d   *dossier.Dossier
		o   Maandopgave
		wil []string
	}{
		{gezin, basis, []string{"niet-gevraagd:"}},
		{asiel, met(func(o *Maandopgave) { o.Maand = dag("2026-04-01") }), nil},
		{asiel, met(func(o *Maandopgave) { o.Maand = dag("2026-05-01") }), []string{"waarde-ongeldig:maand"}},
		{asiel, met(func(o *Maandopgave) { o.Maand = dag("2026-02-01") }), []string{"waarde-ongeldig:maand"}},
		{asiel, met(func(o *Maandopgave) { o.Maand = dag("2026-03-02") }), []string{"waarde-ongeldig:maand"}},
		{asiel, met(func(o *Maandopgave) { o.Deelname = "f2" }), []string{"onbekende-waarde:deelname"}},
		{asiel, met(func(o *Maandopgave) { o.Uren = nil }), []string{"veld-ontbreekt:nt2"}},
		{asiel, met(func(o *Maandopgave) { o.Uren = uren(185) }), []string{"waarde-ongeldig:nt2"}},
		{asiel, met(func(o *Maandopgave) { o.Inzet = "prima" }), []string{"onbekende-waarde:inzet"}},
		{na, basis, []string{"intussen-gewijzigd:"}},
	} {
		if _, w := GeefMaand(x.d, r, x.o); !slices.Equal(codesVan(w), x.wil) {
			t.Errorf("%+v: %v, verwacht %v", x.o, codesVan(w), x.wil)
		}
	}
}
