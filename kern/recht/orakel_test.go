package recht_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Dit bestand is een tweede rekenkern, met opzet eenvoudig en langzaam: gewone kalenderdagen
// uit de standaardbibliotheek, lijsten die steeds opnieuw worden doorlopen, en bedragen die
// hier nog eens staan. Zij dient alleen om de echte tegen te houden.

type naiefFeit struct {
	soort, over, wat string
	dag, verzonden   time.Time
	bedrag, maanden  int
}

type naiefDossier struct {
	groep  string
	feiten []naiefFeit
	op     time.Time
}

func dagVan(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// pasen staat uitgeschreven: een tabel kan niet dezelfde fout maken als een formule.
var pasen = []string{"2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13", "2032-03-28"}

var gelijkgesteld = []string{"2022-05-27", "2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30", "2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26"}

func naiefVrij(t time.Time) bool {
	if t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
		return true
	}
	vast := t.Format("01-02")
	if slices.Contains([]string{"01-01", "05-05", "12-25", "12-26"}, vast) || slices.Contains(gelijkgesteld, t.Format(time.DateOnly)) {
		return true
	}
	koning := time.Date(t.Year(), 4, 27, 0, 0, 0, 0, time.UTC)
	if koning.Weekday() == time.Sunday {
		koning = koning.AddDate(0, 0, -1)
	}
	if t.Equal(koning) {
		return true
	}
	for _, p := range pasen {
		for _, na := range []int{-2, 1, 39, 50} {
			if dagVan(p).AddDate(0, 0, na).Equal(t) {
				return true
			}
		}
	}
	return false
}

// maandenErbij loopt maand voor maand; bestaat de dag niet, dan de laatste van de maand.
func maandenErbij(t time.Time, n int) time.Time {
	eerste := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	laatste := eerste.AddDate(0, 1, -1)
	if t.Day() > laatste.Day() {
		return laatste
	}
	return time.Date(eerste.Year(), eerste.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func naiefZesWeken(t time.Time) time.Time {
	t = t.AddDate(0, 0, 42)
	for naiefVrij(t) {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

func (d naiefDossier) alle(soort, over string, tot time.Time) []naiefFeit {
	var uit []naiefFeit
	for _, f := range d.feiten {
		if f.soort == soort && (over == "" || f.over == over) && !f.dag.After(tot) {
			uit = append(uit, f)
		}
	}
	return uit
}

func (d naiefDossier) staat(id string, op time.Time) int {
	boetes := d.alle("boete", id, op)
	if len(boetes) == 0 {
		return 0
	}
	bedrag := boetes[len(boetes)-1].bedrag
	if b := d.alle("beslist", id, op); len(b) > 0 {
		bedrag = b[len(b)-1].bedrag
	}
	return bedrag
}

func (d naiefDossier) onherroepelijk(id string, op time.Time) bool {
	if len(d.alle("onherroepelijk", id, op)) > 0 {
		return true
	}
	boetes := d.alle("boete", id, op)
	if len(boetes) == 0 {
		return false
	}
	einde := naiefZesWeken(boetes[len(boetes)-1].verzonden)
	for _, b := range d.alle("bezwaar", id, d.op) {
		if !b.dag.After(einde) {
			return false
		}
	}
	return op.After(einde)
}

// moment is de dag waarop de cijfers van een overtreding vaststaan, gezien op een dag.
func (d naiefDossier) moment(id string, op time.Time) time.Time {
	if b := d.alle("boete", id, op); len(b) > 0 && d.staat(id, op) > 0 {
		return b[len(b)-1].dag
	}
	return op
}

func isArt22(w string) bool { return w == "intake-niet-verschenen" || w == "intake-niet-meegewerkt" }

func (d naiefDossier) trede(o naiefFeit, gezien time.Time) int {
	op := d.moment(o.over, gezien)
	var beste *naiefFeit
	for i, e := range d.feiten {
		if e.soort != "overtreding" || isArt22(e.wat) || !e.dag.Before(o.dag) || e.dag.Before(maandenErbij(o.dag, -12)) {
			continue
		}
		if d.staat(e.over, op) > 0 && d.onherroepelijk(e.over, op) {
			beste = &d.feiten[i]
		}
	}
	if beste == nil {
		return 1
	}
	return min(5, 1+d.trede(*beste, op))
}

func (d naiefDossier) termijnVan(dag time.Time) (int, time.Time) {
	maanden, begin := 0, time.Time{}
	for _, f := range d.alle("nieuwe-termijn", "", d.op) {
		if f.dag.Before(dag) {
			maanden, begin = f.maanden, f.dag
		}
	}
	return maanden, begin
}

func (d naiefDossier) ruimte(o naiefFeit) int {
	maanden, begin := d.termijnVan(o.dag)
	over := map[int]int{0: 2400_00, 6: 400_00, 12: 800_00, 18: 1200_00, 24: 1600_00}[maanden]
	for _, e := range d.alle("overtreding", "", d.op) {
		if _, b := d.termijnVan(e.dag); e.over != o.over && b.Equal(begin) {
			over -= d.staat(e.over, d.moment(o.over, d.op))
		}
	}
	return max(0, over)
}

type naiefBoete struct {
	mag                            bool
	trede, norm, pct, bedrag, over int
	codes                          []string
}

func (d naiefDossier) boete(o naiefFeit, verwijt string) naiefBoete {
	op := d.moment(o.over, d.op)
	u := naiefBoete{over: d.ruimte(o)}
	weiger := func(is bool, code string) {
		if is {
			u.codes = append(u.codes, code)
		}
	}
	weiger(verwijt == "geen", "geen-verwijt")
	weiger(len(d.alle("verlaagd", o.over, op)) > 0, "bijstand-verlaagd")
	weiger(len(d.alle("overleden", "", op)) > 0, "overleden")
	einde := d.alle("plicht-geeindigd", "", d.op)
	weiger(len(einde) > 0 && einde[0].dag.Before(o.dag), "plicht-geeindigd")
	weiger(u.over == 0, "geen-ruimte")
	jaren := 5
	if isArt22(o.wat) {
		jaren = 3
		gewaarschuwd, ander := false, 0
		for _, f := range d.feiten {
			if f.soort == "overtreding" && f.over == o.over {
				break
			}
			gewaarschuwd = gewaarschuwd || f.soort == "gewaarschuwd"
		}
		for _, e := range d.alle("overtreding", "", d.op) {
			if isArt22(e.wat) && e.over != o.over && d.staat(e.over, op) > 0 {
				ander++
			}
		}
		weiger(!gewaarschuwd, "eerst-waarschuwen")
		weiger(ander >= 2, "maximum-bereikt")
		u.bedrag = 250_00
	} else {
		weiger(o.wat == "leerroute-intensiteit" && d.groep != "asielstatushouder", "verkeerde-doelgroep")
		u.trede = d.trede(o, d.op)
		u.norm = []int{0, 50_00, 100_00, 200_00, 400_00, 800_00}[u.trede]
		u.pct = map[string]int{"opzet": 100, "grove-schuld": 75, "normaal": 50, "verminderd": 25}[verwijt]
		u.bedrag = u.norm * u.pct / 100
	}
	weiger(d.verjaard(o, jaren, op), "verjaard")
	u.bedrag = min(u.bedrag, u.over)
	if len(u.codes) > 0 {
		u.bedrag = 0
	}
	weiger(d.staat(o.over, d.op) > 0, "al-beboet")
	u.mag = len(u.codes) == 0
	return u
}

func (d naiefDossier) verjaard(o naiefFeit, jaren int, op time.Time) bool {
	laatste := maandenErbij(o.dag, 12*jaren)
	boetes := d.alle("boete", o.over, op)
	if len(boetes) > 0 {
		einde := naiefZesWeken(boetes[len(boetes)-1].verzonden)
		for _, b := range d.alle("bezwaar", o.over, op) {
			if b.dag.After(einde) {
				continue
			}
			for _, besluit := range d.alle("beslist", o.over, op) {
				if !besluit.dag.Before(b.dag) {
					return laatste.AddDate(0, 0, int(besluit.dag.Sub(b.dag).Hours()/24)).Before(op)
				}
			}
			return false
		}
	}
	return laatste.Before(op)
}

// willekeurig maakt een dossier in beide vormen, uit hetzelfde toeval.
func willekeurig(r *rand.Rand) (naiefDossier, []dossier.Gebeurtenis, map[string]string) {
	begin := dagVan("2022-02-01").AddDate(0, 0, r.Intn(900))
	n := naiefDossier{groep: []string{"asielstatushouder", "gezin-en-overig"}[r.Intn(2)], op: begin.AddDate(0, 0, r.Intn(2600))}
	verwijt := map[string]string{}
	dag := begin
	for i := range 1 + r.Intn(8) {
		dag = dag.AddDate(0, 0, r.Intn(300))
		if r.Intn(3) == 0 {
			dag = time.Date(dag.Year(), dag.Month()+1, 0, 0, 0, 0, 0, time.UTC) // maandeinde
		}
		n.zaak(r, fmt.Sprintf("o%d", i), dag, verwijt)
	}
	if r.Intn(3) == 0 {
		n.feiten = append(n.feiten, naiefFeit{soort: "gewaarschuwd", dag: begin.AddDate(0, 0, r.Intn(100))})
	}
	for range r.Intn(3) {
		n.feiten = append(n.feiten, naiefFeit{soort: "nieuwe-termijn", dag: begin.AddDate(0, 0, 600+r.Intn(800)), maanden: []int{6, 12, 18, 24}[r.Intn(4)]})
	}
	for _, s := range []string{"overleden", "plicht-geeindigd"} {
		if r.Intn(15) == 0 {
			n.feiten = append(n.feiten, naiefFeit{soort: s, dag: begin.AddDate(0, 0, r.Intn(1500))})
		}
	}
	slices.SortStableFunc(n.feiten, func(a, b naiefFeit) int { return a.dag.Compare(b.dag) })
	return n, n.gebeurtenissen(verwijt), verwijt
}

// zaak maakt een overtreding met wat daarna kan volgen.
func (d *naiefDossier) zaak(r *rand.Rand, id string, dag time.Time, verwijt map[string]string) {
	gedragingen := []string{"begeleiding", "begeleiding", "pvt-intensiteit", "map-eindgesprek", "leerroute-intensiteit", "intake-niet-verschenen", "intake-niet-meegewerkt"}
	verwijt[id] = []string{"opzet", "opzet", "grove-schuld", "normaal", "verminderd", "geen"}[r.Intn(6)]
	voeg := func(soort string, na, bedrag int) {
		d.feiten = append(d.feiten, naiefFeit{soort: soort, over: id, dag: dag.AddDate(0, 0, na), verzonden: dag.AddDate(0, 0, na+r.Intn(4)), bedrag: bedrag})
	}
	d.feiten = append(d.feiten, naiefFeit{soort: "overtreding", over: id, dag: dag, wat: gedragingen[r.Intn(len(gedragingen))]})
	if r.Intn(8) == 0 {
		voeg("verlaagd", r.Intn(60), 0)
	}
	if r.Intn(4) == 0 {
		return
	}
	op := r.Intn(50)
	voeg("boete", op, []int{25_00, 50_00, 250_00, 800_00, 12_50}[r.Intn(5)])
	if r.Intn(3) == 0 {
		na := op + r.Intn(60)
		voeg("bezwaar", na, 0)
		if r.Intn(2) == 0 {
			voeg("beslist", na+r.Intn(200), []int{0, 10_00, 25_00}[r.Intn(3)])
		}
	}
	if r.Intn(5) == 0 {
		voeg("onherroepelijk", op+r.Intn(300), 0)
	}
}

func (d naiefDossier) gebeurtenissen(verwijt map[string]string) []dossier.Gebeurtenis {
	uit := []dossier.Gebeurtenis{{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021,
		Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.Doelgroep(d.groep)}}}}
	dag := func(t time.Time) begrip.Datum { return begrip.MoetDag(t.Format(time.DateOnly)) }
	for i, f := range d.feiten {
		g := dossier.Gebeurtenis{Nummer: i + 2, GeldigOp: dag(f.dag)}
		bedrag := dossier.Met(begrip.Cent(f.bedrag))
		switch f.soort {
		case "overtreding":
			g.ID = f.over
			g.Feit = &dossier.Overtreding{Gedraging: dossier.Gedraging(f.wat), Verwijtbaarheid: dossier.Verwijtbaarheid(verwijt[f.over])}
		case "verlaagd":
			g.Feit = &dossier.BijstandVerlaagd{Overtreding: f.over}
		case "boete":
			g.Feit = &dossier.BoeteOpgelegd{Overtreding: f.over, Bedrag: bedrag, Verzonden: dag(f.verzonden)}
		case "bezwaar":
			g.Feit = &dossier.Bezwaar{Overtreding: f.over}
		case "beslist":
			g.Feit = &dossier.BezwaarBeslist{Overtreding: f.over, Bedrag: bedrag}
		case "onherroepelijk":
			g.Feit = &dossier.BoeteOnherroepelijk{Overtreding: f.over}
		case "gewaarschuwd":
			g.Feit = &dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake}
		case "nieuwe-termijn":
			g.Feit = &dossier.NieuweTermijn{Maanden: dossier.Met(f.maanden)}
		case "overleden":
			g.Feit = &dossier.Overleden{}
		case "plicht-geeindigd":
			g.Feit = &dossier.PlichtGeeindigd{Reden: dossier.EindeVertrokken}
		}
		uit = append(uit, g)
	}
	return uit
}

// Op tienduizend willekeurige dossiers zegt de naïeve rekenkern over elke boete hetzelfde
// als de echte: mag, trede, norm, percentage, bedrag, ruimte en de redenen; en over de
// termijnen van bezwaar hetzelfde als de kalender.
func TestBoetesGelijkAanOrakel(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "")
	toeval := rand.New(rand.NewSource(20221))
	gezien := map[string]int{}
	for i := range 10_000 {
		n, gs, verwijt := willekeurig(toeval)
		a := recht.Reken(dossier.Opbouwen(gs, begrip.MoetDag(n.op.Format(time.DateOnly)), 0), r)
		for _, o := range n.alle("overtreding", "", n.op) {
			b, ok := a.Boete(o.over)
			if !ok {
				t.Fatalf("dossier %d: %s ontbreekt", i, o.over)
			}
			wil := n.boete(o, verwijt[o.over])
			kreeg := naiefBoete{b.Mag, b.Trede, int(b.Norm), b.Percentage, int(b.Bedrag), int(b.Ruimte), nil}
			codes := map[string]bool{}
			for _, w := range b.Weigering {
				codes[w.Code] = true
				gezien[w.Code]++
			}
			gezien[fmt.Sprintf("trede %d", b.Trede)]++
			for _, c := range wil.codes {
				if !codes[c] {
					t.Errorf("dossier %d op %s: %s mist %s", i, n.op.Format(time.DateOnly), o.over, c)
				}
			}
			if len(codes) != len(wil.codes) || kreeg.mag != wil.mag || kreeg.trede != wil.trede || kreeg.norm != wil.norm ||
				kreeg.pct != wil.pct || kreeg.bedrag != wil.bedrag || kreeg.over != wil.over {
				t.Fatalf("dossier %d op %s: %s\nkreeg %+v %v\nwil   %+v", i, n.op.Format(time.DateOnly), o.over, kreeg, codes, wil)
			}
			n.vergelijkTermijnen(t, a, o)
		}
	}
	for _, moet := range []string{"trede 1", "trede 2", "trede 3", "geen-ruimte", "verjaard", "eerst-waarschuwen", "maximum-bereikt", "overleden", "plicht-geeindigd", "al-beboet", "bijstand-verlaagd", "verkeerde-doelgroep"} {
		if gezien[moet] < 10 {
			t.Errorf("het toeval raakt %q maar %d keer; dan bewijst de proef te weinig", moet, gezien[moet])
		}
	}
}

// vergelijkTermijnen houdt bezwaar, betaling en verjaring tegen de kalender.
func (d naiefDossier) vergelijkTermijnen(t *testing.T, a *recht.Antwoord, o naiefFeit) {
	t.Helper()
	boetes := d.alle("boete", o.over, d.op)
	for _, sleutel := range []string{"bezwaar:", "betaling:"} {
		x, ok := a.Termijn(sleutel + o.over)
		if ok != (len(boetes) > 0) {
			t.Fatalf("%s%s: aanwezig %v, beboet %v", sleutel, o.over, ok, len(boetes) > 0)
		}
		if ok && x.Uiterlijk.String() != naiefZesWeken(boetes[0].verzonden).Format(time.DateOnly) {
			t.Fatalf("%s%s: %s, verwacht %s", sleutel, o.over, x.Uiterlijk, naiefZesWeken(boetes[0].verzonden).Format(time.DateOnly))
		}
	}
}
