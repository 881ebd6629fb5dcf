package app_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// geeindigd maakt van een dossier met een intake een dossier waarvan de plicht op
// 10 maart 2027 eindigde, met een notitie en een partner, zodat elk deel er is.
func geeindigd(t testing.TB, h *proefhuis) (nummer string) {
	t.Helper()
	ctx := t.Context()
	nummer, versie := intakeKlaar(t, h)
	moet := func(v app.Vastgelegd, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err, codes(err))
		}
		versie = v.Versie
	}
	moet(h.MaakNotitie(ctx, jansen, nummer, versie, besluit.Aantekening{Tekst: "belt liever in de ochtend"}))
	moet(h.LegPartnerVast(ctx, jansen, nummer, versie, besluit.Partneropdracht{Grond: dossier.PartnerInPlan, Waarom: "past op tijdens de lessen", Naam: "Dawit", Gegeven: "werkt in de avond"}))
	h.op("2027-03-11")
	voeg(t, h, nummer, versie, &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan}, "2027-03-10")
	return nummer
}

// voeg legt een feit vast zoals DUO dat brengt, met de rij die erbij hoort.
func voeg(t testing.TB, h *proefhuis, nummer string, versie int, f dossier.Feit, dag string) {
	t.Helper()
	g := dossier.Gebeurtenis{GeldigOp: begrip.MoetDag(dag), Bron: "duo", Moment: h.klok.Unix(), Feit: f}
	if err := h.kelder.Toevoegen(t.Context(), store.Toevoeging{Gemeente: voorbeeldstad, Nummer: nummer, Verwacht: versie, Gebeurtenissen: []dossier.Gebeurtenis{g}}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Herbouw(t.Context(), systeem, func(int) {}); err != nil {
		t.Fatal(err)
	}
}

func delenWeg(t testing.TB, h *proefhuis) (uit []string) {
	t.Helper()
	_, rijen := teVernietigen(t, h, app.WegDelen)
	for _, r := range rijen {
		uit = append(uit, r.Nummer+":"+string(r.Groep))
	}
	return uit
}

func staat(t testing.TB, h *proefhuis, wie app.Wie, nummer, tekst string) bool {
	t.Helper()
	b, err := json.Marshal(beeld(t, h, wie, nummer).Logboek)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(b), tekst)
}

// Van de dag waarop een deel weg moet tot de verklaring: de rest van het dossier blijft, de
// wet antwoordt hetzelfde en de keten klopt.
func TestDeelVernietigenVanVoorstelTotVerklaring(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer := geeindigd(t, h)
		gezondheid, partner, notities := nummer+":gezondheid", nummer+":partner", nummer+":aantekeningen"
		for dag, wil := range map[string][]string{"2027-03-11": {partner}, "2027-04-21": {partner}, "2027-04-22": {gezondheid, partner, notities}} {
			h.op(dag)
			if is := delenWeg(t, h); !slices.Equal(is, wil) {
				t.Errorf("op %s moet weg %v, verwacht %v", dag, is, wil)
			}
		}
		h.op("2027-04-21")
		if _, err := h.StelVernietigenVoor(ctx, leider, app.WegDelen, []string{gezondheid}, ""); !slices.Equal(codes(err), []string{"nummer: mag-nog-niet"}) {
			t.Errorf("op de laatste dag zelf voorstellen gaf %v", err)
		}
		h.op("2027-04-22")
		for _, wie := range []app.Wie{jansen, beleid, beheer, toezicht, elders} {
			if _, err := h.StelVernietigenVoor(ctx, wie, app.WegDelen, []string{gezondheid}, ""); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s stelt voor: %v", wie.Rol, err)
			}
		}
		if _, err := h.StelVernietigenVoor(ctx, leider, app.WegDelen, []string{nummer + ":alles"}, ""); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("een deel dat er niet is: %v", err)
		}
		voor := beeld(t, h, jurist, nummer)
		v := stelVoor(t, h, app.WegDelen, gezondheid, partner)
		voerUit(t, h, 2)
		voerUit(t, h, 0)
		na := beeld(t, h, jurist, nummer)
		if staat(t, h, jurist, nummer, "lang staan") || staat(t, h, jurist, nummer, "Dawit") || !staat(t, h, jurist, nummer, "in de ochtend") || !staat(t, h, jurist, nummer, "verkoper") {
			t.Errorf("van het dossier bleef het verkeerde over")
		}
		if !gelijkAntwoord(voor.Antwoord, na.Antwoord) {
			t.Error("de wet antwoordt anders nadat een deel is vernietigd")
		}
		if is := delenWeg(t, h); !slices.Equal(is, []string{notities}) {
			t.Errorf("daarna moet nog weg %v", is)
		}
		b, err := h.Bewaring(ctx, leider, nummer)
		if err != nil || len(b.Delen) != 3 || b.Delen[0].Apart != 0 || len(b.Delen[0].Weg) != 1 || b.Delen[0].Weg[0].Dag != begrip.MoetDag("2027-04-22") || b.Delen[2].Apart != 1 {
			t.Errorf("de bladzijde zegt %+v, %v", b, err)
		}
		v, err = h.Voorstel(ctx, toezicht, v.ID)
		if err != nil || v.Weg() != 2 || len(v.Regels[0].Hoofd) != 64 || v.Regels[0].Grond != "Wi2021 art. 37 lid 2 onder b" || v.Regels[1].Grond != "AVG art. 5 lid 1 onder e" {
			t.Errorf("de verklaring: %+v %v", v, err)
		}
		f, err := h.Verklaring(ctx, toezicht, v.ID, false)
		if err != nil || !strings.Contains(string(f.Inhoud), "gezondheid") || strings.Contains(string(f.Inhoud), "Dawit") {
			t.Errorf("de verklaring als bestand: %v", err)
		}
		i, err := h.GeefInzage(ctx, jurist, nummer, "Verzoek van de persoon zelf")
		if err != nil || !slices.ContainsFunc(i.Feiten, func(x app.InzageFeit) bool { _, is := x.IsWeg(dossier.GroepGezondheid); return is }) {
			t.Errorf("inzage zegt niet wat is vernietigd: %v", err)
		}
		stelVoor(t, h, app.WegDelen, notities)
		voerUit(t, h, 1)
		if f, err := h.ExportDossier(ctx, jansen, nummer); err != nil || strings.Contains(string(f.Inhoud), "notitie") {
			t.Errorf("meenemen: %v", err)
		} else if _, weigeringen := h.Bestand.Lees("dossier.json", f.Inhoud); len(weigeringen) > 0 {
			t.Errorf("wat reist is elders niet te lezen: %v", weigeringen)
		}
		lijst, err := h.VernietigdeLijst(ctx, toezicht)
		if err != nil || strings.Count(string(lijst.Inhoud), "deel:"+nummer+":") != 3 {
			t.Errorf("de lijst: %s %v", lijst.Inhoud, err)
		}
		if c, err := h.Controleer(ctx, systeem, func(int) {}); err != nil || len(c.Fouten) > 0 {
			t.Errorf("na vernietigen: %v %v", c.Fouten, err)
		}
		if n := len(audit(t, h, app.AuditVraag{Handeling: app.AuditDeelVernietigd, Aantal: 10})); n != 3 {
			t.Errorf("%d regels in de audit", n)
		}
	})
}

func gelijkAntwoord(a, b *recht.Antwoord) bool {
	x, err1 := json.Marshal(a.Termijnen)
	y, err2 := json.Marshal(b.Termijnen)
	p, err3 := json.Marshal(a.Handelingen)
	q, err4 := json.Marshal(b.Handelingen)
	return errors.Join(err1, err2, err3, err4) == nil && string(x) == string(y) && string(p) == string(q)
}

// Een mens laat een deel eerder gaan, met een reden; een ander keurt het goed. Wat er na het
// voorstel bijkomt gaat niet stil mee, en wat wordt aangehouden gaat niet weg.
func TestDeelEerderLatenGaan(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, _ := intakeKlaar(t, h)
		const reden = "Voor de begeleiding is dit niet meer nodig"
		for _, wie := range []app.Wie{beleid, beheer, elders} {
			if _, err := h.StelDeelEerderVoor(ctx, wie, nummer, "gezondheid", reden); !errors.Is(err, app.ErrNietGevonden) {
				t.Errorf("%s stelt voor: %v", wie.Rol, err)
			}
		}
		for _, x := range []struct{ groep, reden, wil string }{{"alles", reden, "groep: niets-gekozen"}, {"gezondheid", "", "reden: reden-te-kort"}, {"partner", reden, "nummer: mag-nog-niet"}} {
			if _, err := h.StelDeelEerderVoor(ctx, leider, nummer, x.groep, x.reden); !slices.Equal(codes(err), []string{x.wil}) {
				t.Errorf("%+v gaf %v", x, codes(err))
			}
		}
		keurGoed := func(id string) {
			t.Helper()
			v, err := h.Voorstel(ctx, jurist, id)
			if err == nil {
				err = h.BeslisVernietigen(ctx, jurist, id, v.Versie, true, "")
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		voorstel := func() string {
			t.Helper()
			id, err := h.StelDeelEerderVoor(ctx, leider, nummer, "gezondheid", reden)
			if err != nil {
				t.Fatal(err, codes(err))
			}
			return id
		}
		id := voorstel()
		if _, err := h.StelDeelEerderVoor(ctx, jurist, nummer, "gezondheid", reden); !slices.Equal(codes(err), []string{"nummer: mag-nog-niet"}) {
			t.Errorf("twee keer hetzelfde voorstellen gaf %v", err)
		}
		v, err := h.Voorstel(ctx, leider, id)
		if err != nil || v.MagBeslissen || !v.Regels[0].Eerder || v.Regels[0].Grond != "AVG art. 5 lid 1 onder e" {
			t.Errorf("het voorstel: %+v %v", v, err)
		}
		if err := h.HoudAan(ctx, jurist, nummer, "Er ligt een klacht bij de ombudsman", false); err != nil {
			t.Fatal(err)
		}
		keurGoed(id)
		voerUit(t, h, 0)
		if !staat(t, h, jurist, nummer, "lang staan") {
			t.Error("wat wordt aangehouden is toch weg")
		}
		if err := h.HoudAan(ctx, jurist, nummer, "De klacht is afgehandeld", true); err != nil {
			t.Fatal(err)
		}
		id = voorstel()
		keurGoed(id)
		voeg(t, h, nummer, beeld(t, h, jurist, nummer).Versie, &dossier.IntakeVerslag{Gezondheid: "kan weer werken"}, "2026-03-10")
		voerUit(t, h, 0)
		if !staat(t, h, jurist, nummer, "weer werken") || !staat(t, h, jurist, nummer, "lang staan") {
			t.Error("wat na het voorstel bijkwam is stil meegegaan")
		}
		keurGoed(voorstel())
		// Een notitie die intussen komt gaat over iets anders en houdt niets tegen.
		b := beeld(t, h, jansen, nummer)
		if _, err := h.MaakNotitie(ctx, jansen, nummer, b.Versie, besluit.Aantekening{Tekst: "Er belde iemand"}); err != nil {
			t.Fatal(err)
		}
		voerUit(t, h, 1)
		if staat(t, h, jurist, nummer, "weer werken") || staat(t, h, jurist, nummer, "lang staan") || !staat(t, h, jurist, nummer, "Er belde") {
			t.Error("na het akkoord staat het verkeerde er nog")
		}
		// Het dossier gaat daarna gewoon verder en reist mee.
		if _, err := h.MaakNotitie(ctx, jansen, nummer, beeld(t, h, jansen, nummer).Versie, besluit.Aantekening{Tekst: "verder"}); err != nil {
			t.Fatal(err)
		}
		if f, err := h.ExportDossier(ctx, jansen, nummer); err != nil || strings.Contains(string(f.Inhoud), "weer werken") {
			t.Errorf("meenemen: %v", err)
		}
	})
}
