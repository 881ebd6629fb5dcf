package app_test

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo"
	"traject/keten/duo/nagebootst"
	"traject/store/geheugen"
)

// Deze proef legt willekeurige berichten voor aan onze eigen keuring en aan het nagebootste
// DUO, dat dezelfde regels los van ons schreef. Wat wij doorlaten mag DUO nooit weigeren;
// wat wij weigeren en DUO zou aannemen moet een regel zijn die wij er met opzet bij hebben.
func TestKeuringEnDUOSprekenElkaarNietTegen(t *testing.T) {
	h := nieuwMeldhuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
	rng := rand.New(rand.NewPCG(5, 11))
	telt := map[string]int{}
	for i := range 3000 {
		p, o := willekeurigMens(rng)
		h.op(o.Vandaag.String())
		h.duo.NeemOp(p)
		m := willekeurigBericht(rng, o)
		mis := besluit.KeurMelding(m, o)
		_, err := h.keten.c.Verstuur(t.Context(), uuidVoor(i), bsn(t, aminaBSN), m)
		var w *duo.Weigering
		switch {
		case len(mis) == 0 && err != nil:
			var fouten []string
			if errors.As(err, &w) {
				fouten = w.Fouten
			}
			t.Fatalf("wij laten door wat DUO weigert\nbericht %s\nop %v met %+v\nDUO: %v %v", schrijf(t, m), o.Vandaag, o, err, fouten)
		case len(mis) == 0:
			telt["aangenomen"]++
		case err != nil:
			telt["beide weigeren"]++
		default:
			telt["alleen wij: "+mis[0].Code]++
			if !onsEigen[mis[0].Code] {
				t.Fatalf("DUO neemt aan wat wij weigeren om %s\nbericht %s\nop %v met %+v", mis[0].Code, schrijf(t, m), o.Vandaag, o)
			}
		}
	}
	if telt["aangenomen"] < 300 || telt["beide weigeren"] < 300 {
		t.Errorf("te weinig gevallen: %v", telt)
	}
	t.Log(telt)
}

// onsEigen zijn de regels die DUO niet als aanleverregel noemt en die wij wel stellen: een
// dag in de toekomst bij het PIP, wat ontbreekt in een aanbod, wie over wie mag melden, en
// leegmaken wat al leeg is.
var onsEigen = map[string]bool{"duo-dag-in-toekomst": true, "veld-ontbreekt": true, "duo-uren-alleen-asiel": true, "duo-einde-voor-begin": true, "duo-dag-voor-termijn": true,
	"duo-niet-leeg-na-z": true}

func uuidVoor(i int) string {
	s := strconv.Itoa(i)
	for len(s) < 12 {
		s = "0" + s
	}
	return "00000000-0000-4000-8000-" + s
}

func schrijf(t *testing.T, m besluit.DUOMelding) string {
	t.Helper()
	b, err := besluit.SchrijfMelding(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// willekeurigMens geeft iemand zoals DUO hem kent, en dezelfde mens zoals ons dossier hem kent.
func willekeurigMens(rng *rand.Rand) (nagebootst.Persoon, besluit.Omstandigheden) {
	ons := string(voorbeeldstad)
	o := besluit.Omstandigheden{HeeftBSN: true, Groep: begrip.Asielstatushouder, Plicht: begrip.MoetDag("2026-01-05"), Vestiging: begrip.MoetDag("2026-01-10"),
		Vandaag: begrip.MoetDag("2026-03-01").Plus(rng.IntN(1300)), Instellingen: []besluit.Instelling{{Nummer: "9990000001", BOW: true}, {Nummer: "9990000002", TST: true},
			{Nummer: "9990000003", BOW: true, TST: true}, {Nummer: "9990000004"}}}
	p := nagebootst.Persoon{BSN: aminaBSN, Gemeente: ons, Vestiging: o.Vestiging, Plicht: nagebootst.Plicht{Geldt: true, Begin: o.Plicht},
		Doelgroep: nagebootst.Doelgroep{Indeling: nagebootst.Asielstatushouder, Detail: nagebootst.Asielstatushouder, Begin: o.Plicht}}
	if rng.IntN(4) == 0 {
		o.Groep, p.Doelgroep.Indeling, p.Doelgroep.Detail = begrip.GezinEnOverig, nagebootst.Gezinsmigrant, "Gezinsvormer"
	}
	if rng.IntN(6) == 0 {
		return p, o
	}
	eerste := begrip.MoetDag("2026-02-01").Plus(rng.IntN(30))
	huidig := eerste
	zet := func(dag begrip.Datum) {
		route := []begrip.Leerroute{begrip.RouteB1, begrip.RouteOnderwijs, begrip.RouteZ}[rng.IntN(3)]
		letter := map[begrip.Leerroute]string{begrip.RouteB1: "B", begrip.RouteOnderwijs: "O", begrip.RouteZ: "Z"}[route]
		if p.PIP != nil {
			p.EerderePIP = append(p.EerderePIP, *p.PIP)
		}
		p.PIP = &nagebootst.PIP{Gemeente: ons, Dagtekening: dag, Leerroute: letter}
		o.Route, o.HuidigPIP = route, dag
	}
	zet(eerste)
	if rng.IntN(3) == 0 && o.Vandaag > eerste.Plus(20) {
		huidig = eerste.Plus(1 + rng.IntN(20))
		zet(huidig)
	}
	o.EerderPIP, o.EerstePIP, o.EigenPIP = true, eerste, true
	if rng.IntN(10) == 0 {
		p.PIP.Gemeente, o.EigenPIP = "8888", false
	}
	o.TermijnBegin, o.TermijnEind = eerste.Plus(1), eerste.PlusJaren(3)
	p.Termijn = &nagebootst.Termijn{Start: o.TermijnBegin, Einde: o.TermijnEind.Plus(1), Wijziging: eerste}
	if o.Route == begrip.RouteZ && rng.IntN(4) == 0 && o.Vandaag > eerste.Plus(400) {
		o.ZAfgerond = eerste.Plus(400)
		p.ZRoute = &nagebootst.Module{Gemeente: ons, Datum: o.ZAfgerond}
	}
	if rng.IntN(3) == 0 {
		p.MAP = &nagebootst.Module{Gemeente: ons, Datum: eerste.Plus(30)}
		if rng.IntN(3) == 0 {
			p.MAP.Gemeente, o.MAPElders = "8888", true
		}
	}
	return p, o
}

// willekeurigBericht kiest een bericht met dagen dicht bij de grenzen.
func willekeurigBericht(rng *rand.Rand, o besluit.Omstandigheden) besluit.DUOMelding {
	grenzen := []begrip.Datum{o.Plicht, o.Vestiging, o.EerstePIP, o.HuidigPIP, o.TermijnBegin, o.TermijnEind, o.Vandaag, o.ZAfgerond, o.Vandaag}
	if o.TermijnEind != 0 {
		grenzen[len(grenzen)-1] = o.TermijnEind.PlusMaanden(-2)
	}
	dag := func() begrip.Datum {
		g := grenzen[rng.IntN(len(grenzen))]
		if g < o.Plicht {
			g = o.Vandaag
		}
		return g.Plus(rng.IntN(5) - 2)
	}
	soms := func() begrip.Datum {
		if rng.IntN(3) == 0 {
			return 0
		}
		return dag()
	}
	alfabet := []string{"a", "aa", "nvt"}[rng.IntN(3)]
	module := func() *besluit.ModuleMelding {
		return &besluit.ModuleMelding{Dag: soms(), Verwijtbaar: []string{"", "", "ja", "nee"}[rng.IntN(4)]}
	}
	m := besluit.DUOMelding{Actie: besluit.MeldingVast}
	switch rng.IntN(7) {
	case 0, 1:
		m.Soort = besluit.MeldingPIP
		m.PIP = &besluit.PIPMelding{Dagtekening: dag(), Leerroute: begrip.Leerroutes[rng.IntN(3)], Niveau: []begrip.Niveau{"", begrip.NiveauA2, begrip.NiveauB1}[rng.IntN(3)], Alfabetisering: alfabet}
		if rng.IntN(3) == 0 {
			m.PIP.Intensiteit = dossier.Met(1 + rng.IntN(9999))
		}
	case 2:
		m.Soort = besluit.MeldingAanbod
		m.Aanbod = &besluit.AanbodMelding{Instelling: "999000000" + strconv.Itoa(1+rng.IntN(5)), Datum: soms(), Start: soms(), Eind: soms(), Alfabetisering: alfabet}
	case 3:
		m.Soort, m.MAP = besluit.MeldingMAP, module()
	case 4:
		m.Soort, m.PVT = besluit.MeldingPVT, module()
	case 5:
		m.Soort, m.ZRoute = besluit.MeldingZRoute, &besluit.ZRouteMelding{Dag: soms()}
	default:
		m.Soort, m.Uren = besluit.MeldingUrenIntake, dossier.Met(rng.IntN(9999))
	}
	return m
}
