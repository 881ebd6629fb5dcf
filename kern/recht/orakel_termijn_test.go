package recht_test

import (
	"math/rand"
	"testing"
	"time"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// traject is een willekeurig dossier zoals de naïeve rekenkern het ziet: één dag per
// gebeurtenis, in kalenderdagen van de standaardbibliotheek. Een lege dag is niet gebeurd.
type traject struct {
	op, kennisgeving, inschrijving, verhuizing time.Time
	gehuisvest                                 bool
	pips                                       []time.Time
	gevraagd, ontvangen                        time.Time
	verlengd, nieuw                            int // maanden
	nieuwOp, verlengdOp                        time.Time
	toegekend, beeindigd                       time.Time
	gemeld, bezwaar                            time.Time
}

func toevalsdag(r *rand.Rand, van time.Time, binnen int) time.Time {
	return van.AddDate(0, 0, r.Intn(binnen))
}

func toevalstraject(r *rand.Rand) traject {
	begin := toevalsdag(r, dagVan("2022-01-01"), 1200)
	t := traject{kennisgeving: begin, inschrijving: toevalsdag(r, begin.AddDate(0, 0, -30), 120), gehuisvest: r.Intn(2) == 0}
	if r.Intn(3) == 0 {
		t.verhuizing = toevalsdag(r, begin.AddDate(0, 0, 100), 300)
	}
	for i, d := r.Intn(3), begin; i > 0; i-- {
		d = toevalsdag(r, d.AddDate(0, 0, 20), 120)
		t.pips = append(t.pips, d)
	}
	if r.Intn(2) == 0 {
		t.gevraagd = toevalsdag(r, begin.AddDate(0, 0, -5), 90)
		if r.Intn(2) == 0 {
			t.ontvangen = toevalsdag(r, t.gevraagd, 90)
		}
	}
	if r.Intn(3) == 0 {
		t.verlengd, t.verlengdOp = 1+r.Intn(12), toevalsdag(r, begin.AddDate(2, 0, 0), 600)
	}
	if r.Intn(4) == 0 {
		t.nieuw, t.nieuwOp = 6*(1+r.Intn(4)), toevalsdag(r, begin.AddDate(3, 0, 0), 400)
	}
	if r.Intn(2) == 0 {
		t.toegekend = toevalsdag(r, begin, 200)
		if r.Intn(2) == 0 {
			t.beeindigd = toevalsdag(r, t.toegekend, 300)
		}
	}
	if len(t.pips) > 0 {
		t.gemeld = toevalsdag(r, t.pips[0], 60)
		t.bezwaar = toevalsdag(r, t.pips[0], 100)
	}
	t.op = toevalsdag(r, begin, 1800)
	return t
}

func civiel(t time.Time) string { return t.Format(time.DateOnly) }

func (t traject) zaak() *zaak {
	z := &zaak{doelgroep: begrip.Asielstatushouder}
	zet := func(d time.Time, f dossier.Feit) {
		if !d.IsZero() {
			z.feit(civiel(d), f)
		}
	}
	zet(t.kennisgeving, &dossier.Kennisgeving{})
	zet(t.inschrijving, &dossier.Inschrijving{Gehuisvest: dossier.Met(t.gehuisvest)})
	zet(t.verhuizing, &dossier.Inschrijving{Verhuizing: dossier.Met(true)})
	for _, p := range t.pips {
		zet(p, &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})
	}
	zet(t.gevraagd, &dossier.InformatieOpgevraagd{Bij: "school"})
	zet(t.ontvangen, &dossier.InformatieOntvangen{Bij: "school"})
	zet(t.verlengdOp, &dossier.TermijnVerlengd{Maanden: dossier.Met(t.verlengd)})
	zet(t.nieuwOp, &dossier.NieuweTermijn{Maanden: dossier.Met(t.nieuw)})
	zet(t.toegekend, &dossier.BijstandToegekend{})
	zet(t.beeindigd, &dossier.BijstandBeeindigd{})
	zet(t.gemeld, &dossier.PIPGemeld{})
	zet(t.bezwaar, &dossier.Bezwaar{Tegen: dossier.TegenPIP})
	return z
}

// gebeurd zegt of iets op de peildag al was gebeurd.
func (t traject) gebeurd(d time.Time) bool { return !d.IsZero() && !d.After(t.op) }

func (t traject) pipOpOfNa(d time.Time) time.Time {
	for _, p := range t.pips {
		if t.gebeurd(p) && !p.Before(d) {
			return p
		}
	}
	return time.Time{}
}

// weken telt weken op en schuift over vrije dagen.
func weken(d time.Time, n int) time.Time {
	d = d.AddDate(0, 0, 7*n)
	for naiefVrij(d) {
		d = d.AddDate(0, 0, 1)
	}
	return d
}

func naieveStand(op, begin, uiterlijk, gedaan time.Time) string {
	switch {
	case !gedaan.IsZero() && !gedaan.After(uiterlijk):
		return "gehaald"
	case !gedaan.IsZero():
		return "te-laat"
	case op.Before(begin):
		return "nog-niet"
	case !op.After(uiterlijk):
		return "lopend"
	}
	return "verlopen"
}

// pipVaststellen geeft begin, laatste dag en stand; leeg als er geen termijn is.
func (t traject) pipVaststellen() (begin, uiterlijk, stand string) {
	var van, pip time.Time
	nieuweTekst := dagVan("2023-01-01")
	switch {
	case t.gebeurd(t.verhuizing):
		van = t.verhuizing
		pip = t.pipOpOfNa(van)
	case t.gebeurd(t.inschrijving) && t.inschrijving.Before(nieuweTekst):
		van, pip = t.inschrijving, t.pipOpOfNa(time.Time{})
	case !t.gebeurd(t.kennisgeving):
		return "", "", ""
	case t.gebeurd(t.inschrijving) && t.gehuisvest && t.inschrijving.After(t.kennisgeving):
		van, pip = t.inschrijving, t.pipOpOfNa(time.Time{})
	default:
		van, pip = t.kennisgeving, t.pipOpOfNa(time.Time{})
	}
	laatste := weken(van, 10)
	if !van.Before(nieuweTekst) && t.gebeurd(t.gevraagd) && !t.gevraagd.Before(van) && !t.gevraagd.After(laatste) {
		opTijd := !pip.IsZero() && !pip.After(laatste)
		switch ontvangen := t.gebeurd(t.ontvangen); {
		case ontvangen && weken(t.ontvangen, 2).After(laatste):
			laatste = weken(t.ontvangen, 2)
		case ontvangen || opTijd || !t.op.After(laatste):
		case pip.IsZero():
			return civiel(van), "", "opgeschort"
		default:
			return civiel(van), "", "gehaald"
		}
	}
	return civiel(van), civiel(laatste), naieveStand(t.op, van, laatste, pip)
}

func (t traject) inburgering() (begin, uiterlijk time.Time, is bool) {
	eerste := t.pipOpOfNa(time.Time{})
	maanden := 36
	verlengd := func(na time.Time) int {
		if t.gebeurd(t.verlengdOp) && !t.verlengdOp.Before(na) {
			return t.verlengd
		}
		return 0
	}
	if t.gebeurd(t.nieuwOp) {
		return t.nieuwOp.AddDate(0, 0, 1), maandenErbij(t.nieuwOp, t.nieuw+verlengd(t.nieuwOp.AddDate(0, 0, 1))), true
	}
	if eerste.IsZero() {
		return time.Time{}, time.Time{}, false
	}
	return eerste.AddDate(0, 0, 1), maandenErbij(eerste, maanden+verlengd(time.Time{})), true
}

func (t traject) vergelijk(tt *testing.T, i int, a *recht.Antwoord, naam, begin, uiterlijk, stand string) {
	tt.Helper()
	x, ok := a.Termijn(naam)
	if ok != (stand != "") {
		tt.Fatalf("traject %d op %s: %s aanwezig %v, verwacht %q", i, civiel(t.op), naam, ok, stand)
	}
	if ok && (x.Begin.String() != begin || x.Uiterlijk.String() != uiterlijk || string(x.Stand) != stand) {
		tt.Fatalf("traject %d op %s: %s is %s tot en met %s, %s; verwacht %s tot en met %s, %s\n%+v", i, civiel(t.op), naam, x.Begin, x.Uiterlijk, x.Stand, begin, uiterlijk, stand, t)
	}
}

// Op tienduizend willekeurige trajecten geeft de naïeve rekenkern dezelfde termijnen.
func TestTermijnenGelijkAanOrakel(t *testing.T) {
	r := rand.New(rand.NewSource(2021))
	gezien := map[string]int{}
	for i := range 10_000 {
		x := toevalstraject(r)
		a := x.zaak().op(t, civiel(x.op))
		begin, uiterlijk, stand := x.pipVaststellen()
		x.vergelijk(t, i, a, "pip-vaststellen", begin, uiterlijk, stand)
		gezien[stand]++

		if van, tot, is := x.inburgering(); is {
			x.vergelijk(t, i, a, "inburgeringstermijn", civiel(van), civiel(tot), naieveStand(x.op, van, tot, time.Time{}))
			venster := maandenErbij(tot.AddDate(0, 0, 1), -6)
			x.vergelijk(t, i, a, "verlenging-aanvragen", civiel(venster), civiel(tot), naieveStand(x.op, venster, tot, time.Time{}))
		}
		if eerste := x.pipOpOfNa(time.Time{}); !eerste.IsZero() {
			wissel := maandenErbij(eerste, 18)
			x.vergelijk(t, i, a, "leerroute-wijzigen", civiel(eerste), civiel(wissel), naieveStand(x.op, eerste, wissel, time.Time{}))
			x.vergelijkLaatstePIP(t, i, a)
		}
		x.vergelijkOntzorgen(t, i, a)
	}
	for _, moet := range []string{"lopend", "gehaald", "te-laat", "verlopen", "opgeschort"} {
		if gezien[moet] < 50 {
			t.Errorf("het toeval raakt %q maar %d keer; dan bewijst de proef te weinig", moet, gezien[moet])
		}
	}
}

func (t traject) vergelijkLaatstePIP(tt *testing.T, i int, a *recht.Antwoord) {
	tt.Helper()
	var laatste time.Time
	for _, p := range t.pips {
		if t.gebeurd(p) {
			laatste = p
		}
	}
	melden := laatste
	for n := 0; n < 10; {
		if melden = melden.AddDate(0, 0, 1); !naiefVrij(melden) {
			n++
		}
	}
	vanaf := func(d time.Time) time.Time {
		if t.gebeurd(d) && !d.Before(laatste) {
			return d
		}
		return time.Time{}
	}
	t.vergelijk(tt, i, a, "pip-melden", civiel(laatste), civiel(melden), naieveStand(t.op, laatste, melden, vanaf(t.gemeld)))
	t.vergelijk(tt, i, a, "bezwaar:pip", civiel(laatste), civiel(weken(laatste, 6)), naieveStand(t.op, laatste, weken(laatste, 6), vanaf(t.bezwaar)))
}

func (t traject) vergelijkOntzorgen(tt *testing.T, i int, a *recht.Antwoord) {
	tt.Helper()
	if !t.gebeurd(t.toegekend) {
		return
	}
	uiterlijk := maandenErbij(t.toegekend, 6)
	if uiterlijk.Day() == t.toegekend.Day() {
		uiterlijk = uiterlijk.AddDate(0, 0, -1)
	}
	stand := "lopend"
	switch {
	case t.gebeurd(t.beeindigd) && !t.beeindigd.After(uiterlijk):
		stand = "vervallen"
	case t.op.After(uiterlijk):
		stand = "gehaald"
	}
	t.vergelijk(tt, i, a, "ontzorgen", civiel(t.toegekend), civiel(uiterlijk), stand)
}
