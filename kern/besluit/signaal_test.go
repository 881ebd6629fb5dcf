package besluit

import (
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Een signaal met de hand doet wat een bericht van DUO doet, één keer per dag, en één knop
// handelt het af.
func TestSignaalMetDeHand(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	leg := func(vandaag, dagSignaal, code string, ff ...dossier.Gebeurtenis) (Besluit, []begrip.Weigering) {
		v := op(vandaag)
		v.Dag, v.Vandaag = dag(dagSignaal), dag(vandaag)
		return SignaalVastleggen(g.op(vandaag), g.r, Handsignaal{Vastlegging: v, Code: code, Eigen: "k-1", Omschrijving: "DUO vraagt advies", Feiten: ff})
	}
	for code, wil := range map[string]string{"": "veld-ontbreekt bij code", "SS12345": "waarde-ongeldig bij code", "SS-12": "waarde-ongeldig bij code"} {
		_, w := leg("2026-09-10", "2026-09-08", code)
		geweigerd(t, w, wil)
	}
	_, w := leg("2026-09-10", "2026-09-11", "SS140")
	geweigerd(t, w, "dag-in-toekomst bij dag")

	oud := g.log[len(g.log)-1].ID
	b, w := leg("2026-09-10", "2026-09-08", "ss127c", dossier.Gebeurtenis{GeldigOp: dag("2026-09-01"), Vervangt: oud, Feit: &dossier.PlichtOntstaan{}})
	geweigerd(t, w)
	s, f := b.Gebeurtenissen[0], b.Gebeurtenissen[1]
	if x := s.Feit.(*dossier.SignaalOntvangen); x.Code != "SS127" || x.BerichtID != "k-1" || s.GeldigOp != dag("2026-09-08") || s.Bekend() != dag("2026-09-10") {
		t.Errorf("het signaal: %+v %+v", s, x)
	}
	if f.GeldigOp != dag("2026-09-01") || f.Bekend() != dag("2026-09-10") || f.Vervangt != oud || f.ID == s.ID {
		t.Errorf("wat de code zelf zegt: %+v", f)
	}
	g.lukt(leg("2026-09-10", "2026-09-08", "SS140"))
	_, w = leg("2026-09-12", "2026-09-08", "SS140")
	geweigerd(t, w, "signaal-bestaat bij code")

	af := func(over string) (Besluit, []begrip.Weigering) {
		return SignaalAfhandelen(g.op("2026-09-14"), g.r, Afhandeling{Vastlegging: op("2026-09-14"), Signaal: over, Toelichting: " Advies verstuurd. "})
	}
	_, w = af("")
	geweigerd(t, w, "veld-ontbreekt bij signaal")
	_, w = af(oud)
	geweigerd(t, w, "signaal-onbekend bij signaal")
	signaal := g.log[len(g.log)-1].ID
	g.lukt(af(signaal))
	if x := g.log[len(g.log)-1].Feit.(*dossier.SignaalAfgehandeld); x.Over != signaal || x.Toelichting != "Advies verstuurd." {
		t.Errorf("%+v", x)
	}
	_, w = af(signaal)
	geweigerd(t, w, "signaal-afgehandeld bij signaal")
}
