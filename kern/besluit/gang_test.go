package besluit

import (
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// gang is een dossier dat in een proef van handeling naar handeling gaat.
type gang struct {
	t   *testing.T
	r   *wetten.Recht
	log []dossier.Gebeurtenis
}

// laad leest de boekenkast één keer voor alle proeven.
var laad = sync.OnceValues(wetten.Laad)

func dag(s string) begrip.Datum { return begrip.MoetDag(s) }

func op(s string) Vastlegging {
	return Vastlegging{Dag: dag(s), Wie: "a.jansen", Rol: begrip.Klantmanager}
}

// open begint een dossier van een inburgeraar in De Fryske Marren, met een
// kennisgeving van DUO op 1 september 2026.
func open(t *testing.T, groep begrip.Doelgroep) *gang {
	t.Helper()
	boek, err := laad()
	if err != nil {
		t.Fatal(err)
	}
	r, ok := boek.Recht(begrip.Wi2021, "de-fryske-marren")
	if !ok {
		t.Fatal("het beleid van De Fryske Marren ontbreekt")
	}
	g := &gang{t: t, r: r}
	b, w := OpenDossier(Opening{Vastlegging: Vastlegging{Dag: dag("2026-09-01"), Rol: begrip.Keten, Bron: "duo"}, Gemeente: "1940", Beleid: "de-fryske-marren", Aanleiding: "notificatie",
		Persoon: dossier.Persoonsgegevens{Voornamen: "Amina", Geslachtsnaam: "Voorbeeld", BSN: "999990019", Doelgroep: groep},
		Feiten: []dossier.Gebeurtenis{
			{GeldigOp: dag("2026-08-20"), Feit: &dossier.PlichtOntstaan{}, Bron: "duo"},
			{GeldigOp: dag("2026-09-01"), Feit: &dossier.Kennisgeving{}, Bron: "duo"},
		}})
	return g.lukt(b, w)
}

// lukt legt vast wat een handeling opleverde; een weigering is hier een fout.
func (g *gang) lukt(b Besluit, w []begrip.Weigering) *gang {
	g.t.Helper()
	if len(w) > 0 {
		g.t.Fatalf("geweigerd: %v", w)
	}
	for _, e := range b.Gebeurtenissen {
		if e.Nummer != len(g.log)+1 || e.ID == "" || e.GeldigOp == 0 {
			g.t.Fatalf("gebeurtenis %d heeft nummer %d, kenmerk %q, dag %v", len(g.log)+1, e.Nummer, e.ID, e.GeldigOp)
		}
		g.log = append(g.log, e)
	}
	return g
}

// op geeft de stand op een dag.
func (g *gang) op(d string) *dossier.Dossier { return dossier.Opbouwen(g.log, dag(d), 0) }

// oproep geeft het kenmerk van de laatste oproep.
func (g *gang) oproep() string {
	for i := len(g.log) - 1; i >= 0; i-- {
		if _, ok := g.log[i].Feit.(*dossier.Opgeroepen); ok {
			return g.log[i].ID
		}
	}
	g.t.Fatal("er is nog niet opgeroepen")
	return ""
}

// geweigerd eist precies deze weigeringen, als "code bij veld", in willekeurige volgorde.
func geweigerd(t *testing.T, w []begrip.Weigering, wil ...string) {
	t.Helper()
	over := map[string]int{}
	for _, x := range w {
		over[x.Code+" bij "+x.Plaats]++
		if x.Zin == "" || x.Zin[len(x.Zin)-1] != '.' {
			t.Errorf("%s: %q is geen zin", x.Code, x.Zin)
		}
	}
	for _, s := range wil {
		over[s]--
	}
	for s, n := range over {
		if n != 0 {
			t.Errorf("%s: %+d keer te veel; alles: %v", s, n, w)
		}
	}
}

var alleInhoud = []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}

func intakeOproep(brief, afspraak string) Oproep {
	return Oproep{Vastlegging: op(brief), Voor: dossier.VoorBredeIntake, Afspraak: dag(afspraak), Tijd: "10.00", Plaats: "Gemeentehuis", Inhoud: alleInhoud}
}

func verslag(d string) Intake {
	return Intake{Vastlegging: op(d), Onderwijs: "Negen jaar school.", Werk: "Twee jaar in een winkel.", Gezin: "Alleen, geen kinderen.", Gezondheid: "Kan alles.",
		Taalniveau: "Een beetje.", Zelfredzaamheid: "Regelt zelf de bank.", Werkkansen: "Goede kans.", ZonderDerden: true}
}

// totIntake loopt tot en met de afgeronde intake op 1 oktober 2026.
func totIntake(t *testing.T, groep begrip.Doelgroep, toets dossier.Toetsuitslag, wens string) *gang {
	t.Helper()
	g := open(t, groep)
	g.lukt(RoepOp(g.op("2026-09-07"), g.r, intakeOproep("2026-09-07", "2026-09-15")))
	g.lukt(LegVerschijnenVast(g.op("2026-09-15"), g.r, Verschijning{Vastlegging: op("2026-09-15"), Oproep: g.oproep(), Uitkomst: Kwam}))
	g.lukt(LegToetsVast(g.op("2026-09-20"), g.r, Toets{Vastlegging: op("2026-09-20"), Uitslag: toets}))
	v := verslag("2026-10-01")
	v.Wens = wens
	return g.lukt(RondIntakeAf(g.op("2026-10-01"), g.r, v))
}

// plan is een volledig PIP voor een asielstatushouder op de B1-route.
func plan(d string) PIPOpdracht {
	return PIPOpdracht{Vastlegging: op(d), Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1, Uren: dossier.Met(600 * begrip.Uur), PVTUren: dossier.Met(12 * begrip.Uur),
		MAPUren: dossier.Met(24 * begrip.Uur), Voortgangsgesprekken: dossier.Met(6), VVE: dossier.Met(false), Ondersteuning: "Hulp bij wonen en geld.", Bekendmaking: "post"}
}
