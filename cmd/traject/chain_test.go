package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"traject/app"
	"traject/demo"
	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
	"traject/store"
)

// From message to task, over the wire with certificates: what DUO knows comes into the
// dossier as facts, and the work that belongs to the code stands in the worklist.
func TestMessagesBecomeFactsAndWork(t *testing.T) {
	x := newChain(t, 0)
	opened := x.fresh(0, nil)
	x.happen(opened, "SS139")
	d := x.dossierOf(opened)
	if !dossier.Heeft[*dossier.Kennisgeving](d) || !dossier.Heeft[*dossier.PlichtOntstaan](d) || d.DoelgroepOp(x.today()) != begrip.Asielstatushouder {
		t.Errorf("after SS139 the dossier does not know the obligation or the group: %v", kinds(d))
	}
	if tasks := x.tasksOf(opened); len(tasks) == 0 {
		t.Error("after SS139 there is nothing to do")
	}
	facts := map[string]dossier.Soort{ // what must come into the dossier; "" is nothing but the message
		"SS103": dossier.SoortTermijnVerlengd, "SS104": dossier.SoortTermijnVerlengd, "SS106": dossier.SoortPlichtGeeindigd, "SS107": dossier.SoortVrijstelling,
		"SS108": dossier.SoortOntheffing, "SS109": dossier.SoortVrijstelling, "SS110": dossier.SoortPlichtGeeindigd, "SS111": dossier.SoortOverleden,
		"SS112": "", "SS113": "", "SS114": "", "SS117": dossier.SoortVrijstelling, "SS118": "", "SS119": dossier.SoortOntheffing,
		"SS124": dossier.SoortDoelgroepGewijzigd, "SS126": "", "SS127C": "", "SS131": dossier.SoortLeerbaarheidstoets, "SS133": "", "SS137": "",
		"SS140": "", "SS142": "", "SS199": dossier.SoortExamen, "ZZ9": "",
	}
	n := 1
	for code, want := range facts {
		t.Run(code, func(t *testing.T) {
			x.t = t
			bsn := x.fresh(n, x.withPlan)
			n++
			x.happen(bsn, "SS121")
			if d := x.dossierOf(bsn); !dossier.Heeft[*dossier.PIPVastgesteld](d) {
				t.Fatalf("the plan of the other municipality did not come along: %v", kinds(d))
			}
			x.later(24 * time.Hour)
			b := x.happen(bsn, code)
			d := x.dossierOf(bsn)
			if want != "" && !slices.Contains(kinds(d), want) {
				t.Errorf("%s did not come into the dossier: %v", want, kinds(d))
			}
			work, _ := agenda.SignaaltaakVan(code)
			shown := slices.ContainsFunc(x.tasksOf(bsn), func(r store.Taakregel) bool {
				return r.Soort == agenda.SignaalAfhandelen || slices.Contains(work.Door, r.Soort)
			})
			over := slices.Contains(kinds(d), dossier.SoortPlichtGeeindigd) || slices.Contains(kinds(d), dossier.SoortOverleden)
			if !work.Gelezen && !shown && (!over || work.NaEinde) && !slices.ContainsFunc(work.Staat, func(f string) bool { return slices.Contains(kinds(d), dossier.Soort(f)) }) {
				t.Errorf("%s gives no work: %v, read as %q", code, x.tasksOf(bsn), x.outcomeOf(bsn, b.ID))
			}
		})
	}
	x.t = t
	x.namesNobody()
}

func kinds(d *dossier.Dossier) []dossier.Soort {
	var all []dossier.Soort
	for _, g := range d.Feiten {
		all = append(all, g.Feit.Soort())
	}
	return all
}

// What DUO says wrongly is set apart with a task; nothing of it comes into the dossier.
// What did not come through whole is asked again.
func TestWrongAnswersAreSetApart(t *testing.T) {
	x := newChain(t, 0)
	for n, g := range []struct {
		wrong nagebootst.Foutsoort
		only  string
		code  string
		again bool // asked again by itself
	}{
		{nagebootst.OnbekendeKeuze, "doelgroep", "SS124", false},
		{nagebootst.OnmogelijkeDag, "termijn", "SS103", false},
		{nagebootst.EindeVoorBegin, "termijn", "SS103", false},
		{nagebootst.VerkeerdeSoorten, "inburgeringsplicht", "SS106", false},
		{nagebootst.HalveJSON, "examens", "SS199", true},
		{nagebootst.GeenJSON, "examens", "SS199", true},
	} {
		bsn := x.fresh(n, x.withPlan)
		x.happen(bsn, "SS121")
		before := kinds(x.dossierOf(bsn))
		x.duo.Verstoor(nagebootst.Storing{Fout: g.wrong, Alleen: g.only})
		b := x.happen(bsn, g.code)
		x.duo.Verstoor(nagebootst.Storing{})
		after := kinds(x.dossierOf(bsn))
		if g.again {
			if x.outcomeOf(bsn, b.ID) != dossier.SignaalNietVerwerkt {
				t.Errorf("%s: taken as %q while nothing whole came in", g.wrong, x.outcomeOf(bsn, b.ID))
			}
			x.later(time.Hour)
			x.settle()
			if x.outcomeOf(bsn, b.ID) != dossier.SignaalOvergenomen {
				t.Errorf("%s: not read again: %q", g.wrong, x.outcomeOf(bsn, b.ID))
			}
			continue
		}
		if x.outcomeOf(bsn, b.ID) != dossier.SignaalQuarantaine || len(after) != len(before)+2 { // the message, and that it was set apart
			t.Errorf("%s: %q, and %d facts became %d: %v", g.wrong, x.outcomeOf(bsn, b.ID), len(before), len(after), after)
		}
		if !slices.ContainsFunc(x.tasksOf(bsn), func(r store.Taakregel) bool { return r.Soort == agenda.SignaalAfhandelen }) {
			t.Errorf("%s: nobody is asked to look at it", g.wrong)
		}
	}
	x.namesNobody()
}

// DUO is down for two days: messages still come in, what must be read and sent waits, and
// all of it goes by itself once DUO is back, each thing once.
func TestTwoDaysWithoutDUO(t *testing.T) {
	x := newChain(t, 120)
	var sent []string
	for _, bsn := range x.people() {
		if p, _ := x.duo.Persoon(bsn); len(sent) < 8 && p.Termijn != nil && p.Plicht.Geldt && p.Doelgroep.Indeling == nagebootst.Asielstatushouder {
			sent = append(sent, bsn)
		}
	}
	x.duo.Verstoor(nagebootst.Storing{Plat: true})
	var read []string
	for n := range 8 {
		bsn := x.fresh(n, x.withPlan)
		read = append(read, bsn)
		x.happen(bsn, "SS121")
		x.happen(bsn, "SS199")
	}
	before := map[string]int{}
	for _, bsn := range sent {
		before[bsn] = count(x.dossierOf(bsn), dossier.SoortMeldingBevestigd)
		x.reportHours(bsn)
	}
	if len(sent) == 0 {
		t.Fatal("nobody in the demo has something to report")
	}
	for range 48 {
		x.later(time.Hour)
		x.settle()
	}
	if n := x.duo.Geteld(); n != 0 {
		t.Fatalf("DUO was down and took %d messages", n)
	}
	for _, bsn := range read {
		if slices.Contains(kinds(x.dossierOf(bsn)), dossier.SoortSignaalVerwerkt) {
			t.Fatal("something was read at a DUO that was down")
		}
	}
	x.duo.Verstoor(nagebootst.Storing{})
	for range 12 { // the longest wait after days of silence is far below an hour
		x.later(10 * time.Minute)
		x.settle()
	}
	for _, bsn := range read {
		if d := x.dossierOf(bsn); !dossier.Heeft[*dossier.Examen](d) || count(d, dossier.SoortSignaalVerwerkt) != 2 {
			t.Errorf("not caught up: %v", kinds(d))
		}
	}
	for _, bsn := range sent {
		p, _ := x.duo.Persoon(bsn)
		u := p.Uren[string(demo.Gemeente)]
		if d := x.dossierOf(bsn); u == nil || u.Intake == nil || *u.Intake != 40 || count(d, dossier.SoortMeldingBevestigd) != before[bsn]+1 || count(d, dossier.SoortMeldingGeweigerd) != 0 {
			t.Errorf("not delivered once: DUO has %+v, the dossier %v", u, kinds(d))
		}
	}
	if n := x.duo.Geteld(); n != len(sent) {
		t.Errorf("DUO took %d messages, want %d", n, len(sent))
	}
	x.namesNobody()
}

// reportHours reports forty hours of lessons during the intake.
func (x *chainTrial) reportHours(bsn string) {
	x.t.Helper()
	l := x.logOf(bsn)
	who := app.Wie{Gebruiker: x.dossierOf(bsn).Klantmanager, Rol: begrip.Klantmanager, Gemeente: demo.Gemeente}
	_, err := x.house.MeldAanDUO(x.t.Context(), who, l.Nummer, l.Versie, besluit.Meldopdracht{
		Melding: besluit.DUOMelding{Soort: besluit.MeldingUrenIntake, Actie: besluit.MeldingVast, Uren: dossier.Met(40)}})
	if err != nil {
		x.t.Fatalf("reporting: %s", sentenceFor(err))
	}
}

func count(d *dossier.Dossier, kind dossier.Soort) int {
	n := 0
	for _, k := range kinds(d) {
		if k == kind {
			n++
		}
	}
	return n
}

// The same messages in order and once, or twice and mixed up, end in the same dossier.
func TestOrderAndRepetitionDoNotMatter(t *testing.T) {
	codes := []string{"SS139", "SS131", "SS121", "SS102", "SS112", "SS104", "SS199", "SS199", "SS124", "SS117", "SS119", "SS142", "SS106"}
	story := func(order nagebootst.Wanorde) string {
		x := newChain(t, 0)
		bsn := x.fresh(0, x.withPlan)
		for i, code := range codes {
			if _, err := x.duo.Verander(bsn, code, x.today().Plus(i-len(codes))); err != nil {
				t.Fatal(err)
			}
		}
		for _, b := range order.Schik(x.duo.Wachtend()) {
			if err := x.duo.Bezorg(t.Context(), b); err != nil {
				t.Fatal(err)
			}
			if order.Zaad%2 == 1 { // sometimes each is read at once, sometimes all at the end
				x.settle()
			}
		}
		x.settle()
		if n := count(x.dossierOf(bsn), dossier.SoortSignaalOntvangen); n != len(codes) {
			t.Errorf("%d messages in the dossier, want %d", n, len(codes))
		}
		x.namesNobody()
		return x.told(bsn)
	}
	want := story(nagebootst.Wanorde{})
	for seed := uint64(1); seed <= 4; seed++ {
		if got := story(nagebootst.Wanorde{Dooreen: true, Dubbel: 40, Zaad: seed}); got != want {
			t.Errorf("with seed %d the dossier is another one:\n%s\nwant\n%s", seed, got, want)
		}
	}
}

// told is what the dossier says and asks, without the order in which it came in.
func (x *chainTrial) told(bsn string) string {
	x.t.Helper()
	var lines []string
	for _, g := range x.dossierOf(bsn).Feiten {
		switch g.Feit.(type) {
		case *dossier.SignaalVerwerkt: // the first reading takes over what later ones find done
		default:
			lines = append(lines, fmt.Sprintf("%s %s %+v", g.GeldigOp, g.Feit.Soort(), g.Feit))
		}
	}
	for _, r := range x.tasksOf(bsn) {
		lines = append(lines, "task "+r.Soort+" "+r.Uiterlijk.String())
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// Wrong certificates and other organisations do not come in, on either side.
func TestOthersStayOutside(t *testing.T) {
	x := newChain(t, 0)
	bsn := x.fresh(0, nil)
	other := x.fresh(1, func(p *nagebootst.Persoon) { p.Gemeente = "8888" })
	x.happen(bsn, "SS139")
	b, err := x.duo.Meld(bsn, "SS199", x.today())
	must(t, err)
	b.Gemeente = "8888"
	if err := x.duo.Bezorg(t.Context(), b); err == nil {
		t.Error("a message for another municipality was delivered")
	}
	// A message about somebody we may not see is work for a person, and opens nothing by itself.
	m, err := x.duo.Meld(other, "SS139", x.today())
	must(t, err)
	m.Gemeente = string(demo.Gemeente)
	must(t, x.duo.Bezorg(t.Context(), m))
	x.settle()
	if got := x.outcomeOf(other, m.ID); got != dossier.SignaalHandmatig {
		t.Errorf("DUO refuses to tell about somebody, and it is taken as %q", got)
	}
	changed := b
	changed.Gemeente, changed.Code = string(demo.Gemeente), "SS106"
	must(t, x.duo.Bezorg(t.Context(), nagebootst.Bericht{ID: b.ID, Gemeente: string(demo.Gemeente), Code: "SS199", BSN: bsn, Moment: b.Moment}))
	var refused *nagebootst.Geweigerd
	if err := x.duo.Bezorg(t.Context(), changed); !errors.As(err, &refused) || refused.Status != 400 {
		t.Errorf("another message under the same id: %v", err)
	}
	x.namesNobody()
}

// Many messages at once about many people: each person gets one dossier, and in it every
// message once.
func TestManyMessagesAtOnce(t *testing.T) {
	x := newChain(t, 0)
	var people []string
	for n := range 24 {
		bsn := x.fresh(n, x.withPlan)
		people = append(people, bsn)
		for _, code := range []string{"SS139", "SS121", "SS142"} {
			_, err := x.duo.Meld(bsn, code, x.today())
			must(t, err)
		}
	}
	queue := make(chan nagebootst.Bericht, 200)
	for _, b := range (nagebootst.Wanorde{Dooreen: true, Dubbel: 50, Zaad: 5}).Schik(x.duo.Wachtend()) {
		queue <- b
	}
	close(queue)
	var senders sync.WaitGroup
	for range 8 {
		senders.Go(func() {
			for b := range queue {
				if err := x.duo.Bezorg(t.Context(), b); err != nil {
					t.Error(err)
				}
			}
		})
	}
	senders.Wait()
	x.settle()
	for _, bsn := range people {
		if n := count(x.dossierOf(bsn), dossier.SoortSignaalOntvangen); n != 3 {
			t.Errorf("a dossier has %d messages, want 3", n)
		}
	}
	x.namesNobody()
}

// The DUO of the demo says what stands in the dossiers: a comparison of all of them finds
// what was left lying and little else.
func TestDemoAgreesWithItsDUO(t *testing.T) {
	x := newChain(t, 250)
	manager := app.Wie{Gebruiker: "l.degroot", Rol: begrip.Applicatiebeheer, Gemeente: demo.Gemeente}
	must(t, x.house.StuurVergelijkronde(t.Context(), manager, "begin"))
	_, err := x.house.VergelijkVerder(t.Context())
	must(t, err)
	r, err := x.house.Vergelijkronde(t.Context(), manager)
	must(t, err)
	if r.Stand != app.RondeKlaar || r.Gedaan != 250 || r.Verschillend < 10 || r.Verschillend > 75 || r.NietGelukt+r.NietTeZien > 0 {
		t.Errorf("the comparison: %+v", r)
	}
	for kind := range r.Soorten { // left lying or not asked for yet, but nowhere something else
		if kind != string(besluit.AlleenBijDUO) && kind != string(besluit.AlleenBijOns) {
			t.Errorf("the two sides say something else: %v", r.Soorten)
		}
	}
}
