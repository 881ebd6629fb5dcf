package besluit

import (
	"bytes"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

func TestEenVolledigPIPLegtFeitEnAfsprakenVast(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	o := plan("2026-10-05")
	o.UrenPerWeek = dossier.Met(12 * begrip.Uur)
	g.lukt(PIP(g.op("2026-10-05"), g.r, o))
	d := g.op("2026-10-05")
	pip, f := dossier.Laatste[*dossier.PIPVastgesteld](d)
	_, afspraken := dossier.Laatste[*dossier.PIPAfspraken](d)
	if f.Leerroute != begrip.RouteB1 || f.MAPUren.Waarde != 24*begrip.Uur || pip.Wie != "a.jansen" || pip.Rol != begrip.Klantmanager {
		t.Errorf("%+v %+v", pip, f)
	}
	if afspraken.PIP != pip.ID || afspraken.UrenPerWeek.Waarde != 12*begrip.Uur {
		t.Errorf("%+v", afspraken)
	}
}

// Jaren later geeft de verantwoording met dezelfde feiten dezelfde bytes.
func TestHetPIPIsNaTeRekenen(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	o := plan("2026-10-05")
	o.Vandaag, o.Programma = dag("2026-10-07"), "1.2.3"
	b, w := PIP(g.op("2026-10-07"), g.r, o)
	g.lukt(b, w)
	genomen, f := dossier.Laatste[*dossier.BesluitGenomen](g.op("2026-10-07"))
	pip, _ := dossier.Laatste[*dossier.PIPVastgesteld](g.op("2026-10-07"))
	if genomen == nil || f.Wat != "pip" || f.Over != pip.ID || !bytes.Equal(f.Verantwoording, b.Verantwoording) {
		t.Fatalf("de verantwoording hangt niet aan het PIP: %+v", f)
	}
	v, err := LeesVerantwoording(f.Verantwoording)
	if err != nil || v.Programma != "1.2.3" || v.Op != "2026-10-07" {
		t.Fatalf("%+v, %v", v, err)
	}
	opnieuw, err := v.Herreken(g.log, g.r)
	if err != nil || !bytes.Equal(opnieuw, f.Verantwoording) {
		t.Errorf("narekenen geeft iets anders (%v): %s, eerst %s", err, opnieuw, f.Verantwoording)
	}
	if bytes.Contains(f.Verantwoording, []byte("999990019")) || bytes.Contains(f.Verantwoording, []byte("Amina")) {
		t.Error("in de verantwoording staat om wie het gaat")
	}
}

// De verplichte inhoud verschilt per doelgroep (Wi2021 art. 15 lid 1 en 2).
func TestInhoudVerschiltPerDoelgroep(t *testing.T) {
	leeg := PIPOpdracht{Vastlegging: op("2026-10-05"), Leerroute: begrip.RouteB1}
	voorElk := []string{"veld-ontbreekt bij ondersteuning", "veld-ontbreekt bij pvt-uren", "veld-ontbreekt bij map-uren", "veld-ontbreekt bij vve", "veld-ontbreekt bij voortgangsgesprekken"}

	asiel := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	_, w := PIP(asiel.op("2026-10-05"), asiel.r, leeg)
	geweigerd(t, w, append(voorElk, "veld-ontbreekt bij uren")...)

	gezin := totIntake(t, begrip.GezinEnOverig, dossier.ToetsHaalbaar, "")
	_, w = PIP(gezin.op("2026-10-05"), gezin.r, leeg)
	geweigerd(t, w, voorElk...)

	metUren := plan("2026-10-05")
	metUren.UrenPerWeek = dossier.Met(12 * begrip.Uur)
	_, w = PIP(gezin.op("2026-10-05"), gezin.r, metUren)
	geweigerd(t, w, "intensiteit-alleen-asiel bij uren", "intensiteit-alleen-asiel bij uren-per-week")

	onbekend := totIntake(t, "", dossier.ToetsHaalbaar, "")
	_, w = PIP(onbekend.op("2026-10-05"), onbekend.r, plan("2026-10-05"))
	geweigerd(t, w, "doelgroep-onbekend bij doelgroep")
}

// Wat DUO niet aanneemt, neemt het formulier ook niet aan.
func TestRegelsVanDUO(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	for _, x := range []struct {
		naam   string
		anders func(o *PIPOpdracht)
		wil    []string
	}{
		{"A2 niet met de onderwijsroute", func(o *PIPOpdracht) {
			o.Leerroute, o.Niveau, o.MAPUren = begrip.RouteOnderwijs, begrip.NiveauA2, dossier.Optie[begrip.Uren]{}
		}, []string{"niveau-past-niet bij niveau"}},
		{"B2 mag met de onderwijsroute", func(o *PIPOpdracht) {
			o.Leerroute, o.Niveau, o.MAPUren = begrip.RouteOnderwijs, begrip.NiveauB2, dossier.Optie[begrip.Uren]{}
		}, nil},
		{"B1 niet met de Z-route", func(o *PIPOpdracht) { o.Leerroute, o.Motivering = begrip.RouteZ, "De lessen gaan te snel." }, []string{"niveau-past-niet bij niveau"}},
		{"A2 niet in het eerste PIP", func(o *PIPOpdracht) { o.Niveau = begrip.NiveauA2 }, []string{"niveau-past-niet bij niveau"}},
		{"B2 kent DUO niet bij de B1-route", func(o *PIPOpdracht) { o.Niveau = begrip.NiveauB2 }, []string{"niveau-past-niet bij niveau"}},
		{"hele uren", func(o *PIPOpdracht) { o.Uren = dossier.Met(begrip.Uren(600_500)) }, []string{"hele-uren bij uren"}},
		{"MAP niet bij de onderwijsroute", func(o *PIPOpdracht) { o.Leerroute = begrip.RouteOnderwijs }, []string{"map-niet-bij-onderwijsroute bij map-uren"}},
		{"dagtekening voor de plicht en voor de kennisgeving", func(o *PIPOpdracht) { o.Dag, o.Vandaag = dag("2026-08-01"), dag("2026-10-05") },
			[]string{"dagtekening-te-vroeg bij dag", "dagtekening-te-vroeg bij dag"}},
		{"niet in de toekomst", func(o *PIPOpdracht) { o.Dag, o.Vandaag = dag("2026-10-06"), dag("2026-10-05") }, []string{"dag-in-toekomst bij dag"}},
		{"verzonden in de toekomst", func(o *PIPOpdracht) { o.Verzonden = dag("2026-10-07") }, []string{"dag-in-toekomst bij verzonden"}},
		{"waarden die het formulier niet aanbiedt", func(o *PIPOpdracht) {
			o.Alfabetisering, o.Bekendmaking, o.Reden, o.UrenPerWeek, o.Voortgangsgesprekken = "x", "duif", "zin", dossier.Met(-begrip.Uur), dossier.Met(1000)
		}, []string{"onbekende-waarde bij alfabetisering", "onbekende-waarde bij bekendmaking", "onbekende-waarde bij reden", "waarde-ongeldig bij uren-per-week", "waarde-ongeldig bij voortgangsgesprekken"}},
		{"een week heeft 168 uur", func(o *PIPOpdracht) { o.UrenPerWeek = dossier.Met(200 * begrip.Uur) }, []string{"waarde-ongeldig bij uren-per-week"}},
		{"verzonden voor de dagtekening", func(o *PIPOpdracht) { o.Verzonden = dag("2026-10-01") }, []string{"verzonden-voor-dagtekening bij verzonden"}},
	} {
		o := plan("2026-10-05")
		x.anders(&o)
		t.Run(x.naam, func(t *testing.T) {
			_, w := PIP(g.op("2026-10-05"), g.r, o)
			geweigerd(t, w, x.wil...)
		})
	}
}

func TestDagtekeningNaVestiging(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	g.log = append(g.log, dossier.Gebeurtenis{Nummer: len(g.log) + 1, ID: "in", GeldigOp: dag("2026-10-08"), Feit: &dossier.Inschrijving{}})
	o := plan("2026-10-05")
	o.Vandaag = dag("2026-10-09")
	_, w := PIP(g.op("2026-10-09"), g.r, o)
	geweigerd(t, w, "dagtekening-te-vroeg bij dag")
}

func TestMotivering(t *testing.T) {
	pip := func(toets dossier.Toetsuitslag, wens string, o PIPOpdracht) []begrip.Weigering {
		g := totIntake(t, begrip.Asielstatushouder, toets, wens)
		_, w := PIP(g.op("2026-10-05"), g.r, o)
		return w
	}
	o := plan("2026-10-05")
	geweigerd(t, pip(dossier.ToetsHaalbaar, "Wil verpleegkundige worden.", o))
	geweigerd(t, pip(dossier.ToetsHaalbaar, "Onderwijsroute, daarna verpleegkunde.", o), "veld-ontbreekt bij andere-routes")
	geweigerd(t, pip(dossier.ToetsNietHaalbaar, "", o), "veld-ontbreekt bij motivering")
	geweigerd(t, pip(dossier.ToetsOnbekend, "", o), "veld-ontbreekt bij motivering")
	o.Motivering = "Zij leert snel."
	geweigerd(t, pip(dossier.ToetsNietHaalbaar, "", o))
	o.Motivering, o.GewensteRoute = "", begrip.RouteZ
	geweigerd(t, pip(dossier.ToetsHaalbaar, "", o), "veld-ontbreekt bij andere-routes")
	z := plan("2026-10-05")
	z.Leerroute, z.Niveau = begrip.RouteZ, ""
	geweigerd(t, pip(dossier.ToetsHaalbaar, "", z), "veld-ontbreekt bij motivering")
}

func TestUrenEnGesprekkenHalenDeNorm(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	o := plan("2026-10-05")
	o.PVTUren, o.MAPUren, o.Voortgangsgesprekken = dossier.Met(11*begrip.Uur), dossier.Met(19*begrip.Uur), dossier.Met(1)
	_, w := PIP(g.op("2026-10-05"), g.r, o)
	geweigerd(t, w, "te-weinig-uren bij pvt-uren", "te-weinig-uren bij map-uren", "te-weinig-gesprekken bij voortgangsgesprekken")
	o = plan("2026-10-05")
	o.MAPUren = dossier.Met(41 * begrip.Uur)
	_, w = PIP(g.op("2026-10-05"), g.r, o)
	geweigerd(t, w, "te-veel-uren bij map-uren")
}

func TestEerstDeIntakeEnAlleenAlsHetMoet(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	o := plan("2026-10-05")
	o.Eenzijdig = true
	_, w := PIP(g.op("2026-10-05"), g.r, o)
	geweigerd(t, w, "intake-niet-afgerond bij ", "te-vroeg bij eenzijdig")
}

func TestNaVerhuizingNeemtMenDeLeerrouteOver(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	g.log = append(g.log, dossier.Gebeurtenis{Nummer: len(g.log) + 1, ID: "in", GeldigOp: dag("2026-09-10"), Feit: &dossier.Inschrijving{Verhuizing: dossier.Met(true), Leerroute: begrip.RouteZ}})
	_, w := PIP(g.op("2026-10-05"), g.r, plan("2026-10-05"))
	geweigerd(t, w, "leerroute-overnemen bij leerroute")
	o := plan("2026-10-05")
	o.Leerroute, o.Niveau = begrip.RouteZ, ""
	g.lukt(PIP(g.op("2026-10-05"), g.r, o))
}

// Wie met zijn dossier verhuist, houdt zijn leerroute in het eerste PIP hier; daarna kan wisselen.
func TestVerhuisdMetPIP(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	g.lukt(PIP(g.op("2026-10-05"), g.r, plan("2026-10-05")))
	g.log = append(g.log, dossier.Gebeurtenis{Nummer: len(g.log) + 1, ID: "in", GeldigOp: dag("2026-12-01"), Feit: &dossier.Inschrijving{Verhuizing: dossier.Met(true)}})
	z := plan("2026-12-10")
	z.Leerroute, z.Niveau, z.Motivering = begrip.RouteZ, "", "De lessen gaan te snel."
	_, w := PIP(g.op("2026-12-10"), g.r, z)
	geweigerd(t, w, "leerroute-overnemen bij leerroute")
	g.lukt(PIP(g.op("2026-12-10"), g.r, plan("2026-12-10")))
	z.Dag = dag("2026-12-20")
	_, w = PIP(g.op("2026-12-20"), g.r, z)
	geweigerd(t, w)
}

func TestGewijzigdPIP(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	g.lukt(PIP(g.op("2026-10-05"), g.r, plan("2026-10-05")))
	pip := func(d string, anders func(*PIPOpdracht)) (Besluit, []begrip.Weigering) {
		o := plan(d)
		o.Vandaag = max(dag(d), dag("2026-11-01"))
		anders(&o)
		return PIP(dossier.Opbouwen(g.log, o.Vandaag, 0), g.r, o)
	}
	z := func(o *PIPOpdracht) {
		o.Leerroute, o.Niveau, o.Motivering = begrip.RouteZ, "", "De lessen gaan te snel."
	}
	_, w := pip("2026-10-02", func(*PIPOpdracht) {})
	geweigerd(t, w, "dagtekening-te-vroeg bij dag")
	_, w = pip("2026-11-01", func(o *PIPOpdracht) { o.Niveau = begrip.NiveauA2 })
	if len(w) == 0 || w[0].Plaats != "niveau" {
		t.Errorf("afschalen zonder uren: %v", w)
	}
	_, w = pip("2026-11-01", z)
	geweigerd(t, w)
	_, w = pip("2028-04-05", z) // precies anderhalf jaar na de dagtekening
	geweigerd(t, w)
	_, w = pip("2028-04-06", z)
	geweigerd(t, w, "termijn-verstreken bij leerroute")
	b, w := pip("2028-04-06", func(o *PIPOpdracht) { z(o); o.Reden = dossier.RedenBijzonderGeval })
	geweigerd(t, w)
	if f, ok := b.Gebeurtenissen[0].Feit.(*dossier.LeerrouteGewijzigd); !ok || f.Reden != dossier.RedenBijzonderGeval {
		t.Errorf("de reden van het bijzondere geval is niet vastgelegd: %+v", b.Gebeurtenissen[0].Feit)
	}
	_, w = pip("2028-04-06", func(o *PIPOpdracht) { z(o); o.Reden, o.Motivering = dossier.RedenBijzonderGeval, "" })
	geweigerd(t, w, "veld-ontbreekt bij motivering")
}
