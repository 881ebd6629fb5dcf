package besluit

import (
	"testing"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// begeleid opent een dossier onder de wet van 2013 met de lening op (ELIP).
func begeleid(t *testing.T) (*wetten.Recht, []dossier.Gebeurtenis) {
	t.Helper()
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, ok := boek.Recht(begrip.Wi2013, "")
	if !ok {
		t.Fatal("geen recht onder wi2013")
	}
	b, w := OpenDossier(Opening{Vastlegging: op("2026-09-01"), Gemeente: "0148", Stelsel: begrip.Wi2013, ELIP: true, Aanleiding: "hand", Persoon: dossier.Persoonsgegevens{Voornamen: "Selam"}})
	geweigerd(t, w)
	return r, b.Gebeurtenissen
}

func TestBegeleidenOnderDeWetVan2013(t *testing.T) {
	r, log := begeleid(t)
	d := func(dagtekst string) *dossier.Dossier { return dossier.Opbouwen(log, dag(dagtekst), 0) }
	taken := func(dagtekst string) []string {
		var uit []string
		x := d(dagtekst)
		for _, taak := range agenda.Afleiden(x, recht.Reken(x, r)) {
			if taak.Uiterlijk != 0 && taak.Soort != agenda.Verschijnen {
				t.Errorf("een taak met een laatste dag van de wet: %+v", taak)
			}
			uit = append(uit, taak.Soort)
		}
		return uit
	}
	gelijk := func(dagtekst string, wil ...string) {
		t.Helper()
		if got := taken(dagtekst); len(got) != len(wil) || (len(wil) > 0 && got[0] != wil[0]) {
			t.Errorf("%s: taken %v, verwacht %v", dagtekst, got, wil)
		}
	}
	if x := d("2026-09-01"); !x.ELIP || x.Stelsel != begrip.Wi2013 {
		t.Errorf("het dossier zegt niet dat het ELIP is: %+v", x)
	}
	gelijk("2026-09-01")

	uitnodiging := Oproep{Vastlegging: op("2026-09-01"), Voor: dossier.VoorBredeIntake, Afspraak: dag("2026-09-03"), Tijd: "10.00", Plaats: "Stadhuis",
		Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer}}
	b, w := RoepOp(d("2026-09-01"), r, uitnodiging)
	geweigerd(t, w)
	log = append(log, b.Gebeurtenissen...)
	gelijk("2026-09-03", agenda.Verschijnen)
	oproep := b.Gebeurtenissen[0].ID

	b, w = LegVerschijnenVast(d("2026-09-03"), r, Verschijning{Vastlegging: op("2026-09-03"), Oproep: oproep, Uitkomst: Kwam})
	geweigerd(t, w)
	log = append(log, b.Gebeurtenissen...)
	gelijk("2026-09-03", agenda.IntakeAfronden)

	b, w = RondIntakeAf(d("2026-09-04"), r, Intake{Vastlegging: op("2026-09-04"), Onderwijs: "geen", Werk: "winkel", Gezin: "alleen", Gezondheid: "kan hele dagen",
		Taalniveau: "A1", Zelfredzaamheid: "regelt veel", Werkkansen: "zorg", Wens: "Advies: B1-cursus op dinsdag", ZonderDerden: true})
	geweigerd(t, w) // zonder leerbaarheidstoets: die hoort bij de wet van 2021
	log = append(log, b.Gebeurtenissen...)
	gelijk("2026-09-04")

	gesprek := uitnodiging
	gesprek.Vastlegging, gesprek.Voor, gesprek.Afspraak = op("2026-10-01"), dossier.VoorVoortgangsgesprek, dag("2026-10-05")
	_, w = RoepOp(d("2026-10-01"), r, gesprek) // een gesprek kan zonder PIP
	geweigerd(t, w)
	_, w = NotitieMaken(d("2026-10-01"), r, Aantekening{Vastlegging: op("2026-10-01"), Tekst: "Geadviseerd over een cursus."})
	geweigerd(t, w)
}

func TestGeenGevolgenOnderDeWetVan2013(t *testing.T) {
	r, log := begeleid(t)
	d := dossier.Opbouwen(log, dag("2026-09-01"), 0)
	_, w := RoepOp(d, r, Oproep{Vastlegging: op("2026-09-01"), Voor: dossier.VoorMAPEindgesprek, Afspraak: dag("2026-09-03"), Inhoud: []dossier.Inhoud{dossier.InhoudGevolgen}})
	geweigerd(t, w, "verkeerd-stelsel bij voor", "verkeerd-stelsel bij inhoud")
	_, w = Waarschuw(d, r, Waarschuwing{Vastlegging: op("2026-09-01"), Afspraak: dag("2026-09-03")})
	if len(w) == 0 || w[0].Code != "verkeerd-stelsel" {
		t.Errorf("een waarschuwing: %v", w)
	}
	_, w = PIP(d, r, PIPOpdracht{Vastlegging: op("2026-09-01"), Leerroute: begrip.RouteB1})
	if len(w) == 0 || w[0].Code != "verkeerd-stelsel" {
		t.Errorf("een PIP: %v", w)
	}
	_, w = OpenDossier(Opening{Vastlegging: op("2026-09-01"), Gemeente: "0148", ELIP: true})
	geweigerd(t, w, "verkeerd-stelsel bij stelsel")
	_, w = OpenDossier(Opening{Vastlegging: op("2026-09-01"), Gemeente: "0148", Stelsel: begrip.Wi2013, Persoon: dossier.Persoonsgegevens{Doelgroep: begrip.Asielstatushouder}})
	geweigerd(t, w, "onbekende-waarde bij doelgroep")
}
