package brief

import (
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

var afzender = Afzender{Gemeente: "Gemeente Voorbeeldstad", Postadres: "Postbus 1, 1234 AA Voorbeeldstad", Telefoon: "088 000 00 00", Contact: "Anke Jansen"}

// laad leest de boekenkast één keer voor alle proeven.
var laad = sync.OnceValues(wetten.Laad)

func dag(s string) begrip.Datum { return begrip.MoetDag(s) }

// feit zet een feit op een dag; het kenmerk volgt uit de plaats.
func feit(id, d string, f dossier.Feit) dossier.Gebeurtenis {
	return dossier.Gebeurtenis{ID: id, GeldigOp: dag(d), Feit: f}
}

// begonnen zijn de feiten tot aan het PIP van iemand in De Fryske Marren.
func begonnen(groep begrip.Doelgroep, toets dossier.Toetsuitslag, erbij ...dossier.Gebeurtenis) []dossier.Gebeurtenis {
	return append([]dossier.Gebeurtenis{
		feit("f1", "2026-09-14", &dossier.DossierGeopend{Gemeente: "1940", Beleid: "de-fryske-marren", Stelsel: begrip.Wi2021, Persoonsgegevens: dossier.Persoonsgegevens{
			Voornamen: "Selam", Geslachtsnaam: "Haile", Aanhef: "mevrouw", Adres: "Lindelaan 12", Postcode: "1234 AB", Plaats: "Voorbeeldstad", Doelgroep: groep}}),
		feit("f2", "2026-09-14", &dossier.Kennisgeving{}),
		feit("f3", "2026-10-12", &dossier.Leerbaarheidstoets{Uitslag: toets}),
		feit("f4", "2026-11-02", &dossier.IntakeAfgerond{}),
	}, erbij...)
}

// gerekend geeft de stand op een dag en wat het recht daarvan zegt.
func gerekend(t testing.TB, feiten []dossier.Gebeurtenis, peil string) (*dossier.Dossier, *recht.Antwoord) {
	t.Helper()
	for i := range feiten {
		feiten[i].Nummer = i + 1
	}
	boek, err := laad()
	if err != nil {
		t.Fatal(err)
	}
	d := dossier.Opbouwen(feiten, dag(peil), 0)
	r, ok := boek.Recht(d.Stelsel, d.Beleid)
	if !ok {
		t.Fatalf("beleid %q ontbreekt", d.Beleid)
	}
	return d, recht.Reken(d, r)
}

// geval is een brief die een jurist kan nalezen in testdata.
type geval struct {
	naam string
	maak func(t *testing.T) (Brief, *recht.Antwoord)
}

func pipgeval(naam string, groep begrip.Doelgroep, toets dossier.Toetsuitslag, f dossier.PIPVastgesteld, a dossier.PIPAfspraken, erbij ...dossier.Gebeurtenis) geval {
	return geval{naam, func(t *testing.T) (Brief, *recht.Antwoord) {
		a.PIP = "p1"
		d, ant := gerekend(t, append(begonnen(groep, toets, erbij...), feit("p1", "2026-11-23", &f), feit("p2", "2026-11-23", &a)), "2026-11-23")
		b, err := PIP(d, ant, afzender, "2026-0871-2", "p1")
		if err != nil {
			t.Fatal(err)
		}
		return b, ant
	}}
}

func uren(n int64) dossier.Optie[begrip.Uren] { return dossier.Met(begrip.Uren(n) * begrip.Uur) }

// basis is een PIP zonder route; de gevallen vullen hem aan.
func basis(route begrip.Leerroute, niveau begrip.Niveau) dossier.PIPVastgesteld {
	f := dossier.PIPVastgesteld{Leerroute: route, Niveau: niveau, PVTUren: uren(12), Voortgangsgesprekken: dossier.Met(6), VVE: dossier.Met(false)}
	if route != begrip.RouteOnderwijs {
		f.MAPUren = uren(24)
	}
	return f
}

func met(f dossier.PIPVastgesteld, anders func(*dossier.PIPVastgesteld)) dossier.PIPVastgesteld {
	anders(&f)
	return f
}

var hulp = "Een begeleider helpt u met wonen, zorg en geld."

// gevallen zijn alle brieven die als voorbeeld in testdata staan.
var gevallen = []geval{
	pipgeval("pip-asiel-b1", begrip.Asielstatushouder, dossier.ToetsHaalbaar,
		met(basis(begrip.RouteB1, begrip.NiveauB1), func(f *dossier.PIPVastgesteld) { f.Uren, f.VVE = uren(600), dossier.Met(true) }),
		dossier.PIPAfspraken{Ondersteuning: hulp, UrenPerWeek: uren(12), VVE: "Uw zoon gaat twee dagen per week naar de voorschool.",
			AndereRoutes: "De onderwijsroute past nu niet, want u zorgt overdag voor jonge kinderen."},
		feit("f5", "2026-10-01", &dossier.BijstandToegekend{})),
	pipgeval("pip-asiel-onderwijs", begrip.Asielstatushouder, dossier.ToetsHaalbaar,
		met(basis(begrip.RouteOnderwijs, begrip.NiveauB2), func(f *dossier.PIPVastgesteld) {
			f.Uren, f.Motivering = uren(1500), "U wilt verpleegkunde studeren en u leert snel"
		}),
		dossier.PIPAfspraken{Ondersteuning: hulp}),
	pipgeval("pip-asiel-z", begrip.Asielstatushouder, dossier.ToetsNietHaalbaar,
		met(basis(begrip.RouteZ, ""), func(f *dossier.PIPVastgesteld) { f.Uren = uren(800) }),
		dossier.PIPAfspraken{Ondersteuning: hulp, Alfabetisering: "aa", Participatiewet: "U zoekt naast de lessen werk voor twaalf uur per week"}),
	pipgeval("pip-gezin-b1", begrip.GezinEnOverig, dossier.ToetsHaalbaar, basis(begrip.RouteB1, begrip.NiveauB1), dossier.PIPAfspraken{Ondersteuning: hulp}),
	pipgeval("pip-gezin-onderwijs", begrip.GezinEnOverig, dossier.ToetsOnbekend,
		met(basis(begrip.RouteOnderwijs, begrip.NiveauB1), func(f *dossier.PIPVastgesteld) { f.Motivering = "U hebt al een plek op een school." }), dossier.PIPAfspraken{Ondersteuning: hulp, MagOpleidingAfmaken: dossier.Met(true)}),
	pipgeval("pip-gezin-z", begrip.GezinEnOverig, dossier.ToetsVrijgesteld,
		met(basis(begrip.RouteZ, ""), func(f *dossier.PIPVastgesteld) { f.Motivering = "Deze route past bij wat u kunt." }), dossier.PIPAfspraken{Ondersteuning: hulp}),
	{"pip-gewijzigd", func(t *testing.T) (Brief, *recht.Antwoord) {
		eerst, daarna := basis(begrip.RouteB1, begrip.NiveauB1), basis(begrip.RouteZ, "")
		eerst.Uren, daarna.Uren, daarna.Motivering = uren(600), uren(800), "De lessen gaan voor u te snel."
		d, a := gerekend(t, append(begonnen(begrip.Asielstatushouder, dossier.ToetsHaalbaar), feit("p1", "2026-11-23", &eerst), feit("p3", "2027-09-06", &daarna),
			feit("p4", "2027-09-06", &dossier.PIPAfspraken{PIP: "p3", Ondersteuning: hulp})), "2027-09-06")
		b, err := PIP(d, a, afzender, "2026-0871-5", "p3")
		if err != nil {
			t.Fatal(err)
		}
		return b, a
	}},
	{"pip-afgeschaald", func(t *testing.T) (Brief, *recht.Antwoord) {
		eerst, daarna := basis(begrip.RouteB1, begrip.NiveauB1), basis(begrip.RouteB1, begrip.NiveauA2)
		eerst.Uren, daarna.Uren, daarna.Motivering = uren(600), uren(800), "U hebt goed geleerd, maar niveau B1 lukt nog niet."
		d, a := gerekend(t, append(begonnen(begrip.Asielstatushouder, dossier.ToetsHaalbaar), feit("p1", "2026-11-23", &eerst), feit("a1", "2027-01-10", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute}),
			feit("u1", "2027-02-01", &dossier.Uren{Wat: dossier.UrenPVT, Aantal: uren(12)}), feit("u2", "2027-02-01", &dossier.PVTActiviteit{}), feit("u3", "2027-02-01", &dossier.PVTOndertekend{}),
			feit("u4", "2027-08-01", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP}), feit("u5", "2028-02-01", &dossier.Examen{Onderdeel: begrip.KNM, Uitslag: dossier.Geslaagd}),
			feit("p3", "2028-09-04", &daarna), feit("p4", "2028-09-04", &dossier.PIPAfspraken{PIP: "p3", Ondersteuning: hulp})), "2028-09-04")
		b, err := PIP(d, a, afzender, "2026-0871-7", "p3")
		if err != nil {
			t.Fatal(err)
		}
		return b, a
	}},
	pipgeval("pip-eenzijdig", begrip.GezinEnOverig, dossier.ToetsOnbekend,
		met(basis(begrip.RouteB1, begrip.NiveauB1), func(f *dossier.PIPVastgesteld) {
			f.Eenzijdig, f.Motivering = dossier.Met(true), "Wij kennen u nog niet goed, daarom beginnen wij met de gewone route."
		}), dossier.PIPAfspraken{Ondersteuning: hulp}),
	oproepgeval("oproep-brede-intake", dossier.VoorBredeIntake),
	oproepgeval("oproep-leerbaarheidstoets", dossier.VoorLeerbaarheidstoets),
	oproepgeval("oproep-voortgangsgesprek", dossier.VoorVoortgangsgesprek),
	oproepgeval("oproep-pvt-ondertekening", dossier.VoorPVTOndertekening),
	oproepgeval("oproep-map-eindgesprek", dossier.VoorMAPEindgesprek),
	oproepgeval("oproep-z-eindgesprek", dossier.VoorZEindgesprek),
	{"oproep-na-waarschuwing", func(t *testing.T) (Brief, *recht.Antwoord) {
		return oproep(t, dossier.VoorBredeIntake, feit("w", "2026-11-01", &dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake}))
	}},
	{"waarschuwing", func(t *testing.T) (Brief, *recht.Antwoord) {
		d, a := gerekend(t, append(begonnen(begrip.GezinEnOverig, dossier.ToetsOnbekend), feit("n", "2026-11-10", &dossier.NietVerschenen{Voor: dossier.VoorBredeIntake}),
			feit("w", "2026-11-12", &dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake}), feit("o", "2026-11-12", opgeroepen(dossier.VoorBredeIntake))), "2026-11-12")
		b, err := Waarschuwing(d, afzender, "2026-0871-1", "o", plek)
		if err != nil {
			t.Fatal(err)
		}
		return b, a
	}},
}

var plek = Waar{Tijd: "10.30", Plaats: "Gemeentehuis, Markt 1, Voorbeeldstad"}

func opgeroepen(v dossier.Voor) *dossier.Opgeroepen {
	i := []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen}
	if v == dossier.VoorBredeIntake {
		i = append(i, dossier.InhoudZonderDerden)
	}
	return &dossier.Opgeroepen{Voor: v, Afspraak: dag("2026-12-01"), Inhoud: i}
}

func oproepgeval(naam string, v dossier.Voor) geval {
	return geval{naam, func(t *testing.T) (Brief, *recht.Antwoord) { return oproep(t, v) }}
}

func oproep(t *testing.T, v dossier.Voor, erbij ...dossier.Gebeurtenis) (Brief, *recht.Antwoord) {
	t.Helper()
	feiten := append(begonnen(begrip.Asielstatushouder, dossier.ToetsHaalbaar, erbij...), feit("p", "2026-11-23", &dossier.PersoonGewijzigd{Persoonsgegevens: dossier.Persoonsgegevens{Tolk: "Tigrinya"}}),
		feit("o", "2026-11-23", opgeroepen(v)))
	d, a := gerekend(t, feiten, "2026-11-23")
	b, err := Oproep(d, afzender, "2026-0871-1", "o", plek)
	if err != nil {
		t.Fatal(err)
	}
	return b, a
}
