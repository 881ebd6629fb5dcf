package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/store"
)

// Een bericht waar geen dossier van kwam gaat na een jaar weg, niet eerder en niet vanzelf;
// hetzelfde bericht wordt daarna nog herkend.
func TestBerichtZonderDossierLooptAf(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		sig := app.Signaal{BerichtID: "b-9", Bron: "duo", Code: "SS999", Geregistreerd: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
		if _, err := h.OntvangSignaal(ctx, sig); err != nil {
			t.Fatal(err)
		}
		for dag, wil := range map[string][]string{"2027-03-01": nil, "2027-03-02": nil, "2027-03-03": {"b-9"}} {
			h.op(dag)
			if is, _ := teVernietigen(t, h, app.WegBerichten); !slices.Equal(is, wil) {
				t.Errorf("op %s moet weg %v, verwacht %v", dag, is, wil)
			}
		}
		h.op("2027-03-02")
		if _, err := h.StelVernietigenVoor(ctx, leider, app.WegBerichten, []string{"b-9"}, ""); !slices.Equal(codes(err), []string{"nummer: mag-nog-niet"}) {
			t.Errorf("op de laatste dag: %v", err)
		}
		h.op("2027-03-03")
		for _, wie := range []app.Wie{jansen, beleid, beheer, toezicht} {
			if _, err := h.StelVernietigenVoor(ctx, wie, app.WegBerichten, []string{"b-9"}, ""); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s: %v", wie.Rol, err)
			}
		}
		v := stelVoor(t, h, app.WegBerichten, "b-9")
		voerUit(t, h, 1)
		voerUit(t, h, 0)
		l, err := h.Signalen(ctx, jansen, app.SignaalFilter{})
		if err != nil || len(l.Rijen) != 1 || l.Rijen[0].Wacht || !strings.Contains(l.Rijen[0].Omschrijving, "Vernietigd op 3 maart 2027") {
			t.Errorf("de lijst met berichten: %+v %v", l, err)
		}
		if _, err := h.OntvangSignaal(ctx, sig); err != nil && !errors.Is(err, store.ErrBestaatAl) {
			t.Errorf("hetzelfde bericht opnieuw: %v", err)
		}
		if l, err := h.Signalen(ctx, jansen, app.SignaalFilter{}); err != nil || len(l.Rijen) != 1 {
			t.Errorf("daarna: %+v %v", l, err)
		}
		f, err := h.Verklaring(ctx, toezicht, v.ID, false)
		if err != nil || !strings.Contains(string(f.Inhoud), "1 bericht zonder dossier") {
			t.Errorf("de verklaring: %v", err)
		}
		if lijst, err := h.VernietigdeLijst(ctx, toezicht); err != nil || !strings.Contains(string(lijst.Inhoud), " bericht:b-9 ") {
			t.Errorf("de lijst: %s %v", lijst.Inhoud, err)
		}
	})
}

// De audit loopt af na vijftien jaar, van iedereen tegelijk en door twee mensen; wat bleef is
// nog te bewijzen.
func TestAuditLooptAf(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		regel := func(wie string, dag string) store.Auditregel {
			d := begrip.MoetDag(dag)
			return store.Auditregel{Gebruiker: wie, Rol: begrip.Klantmanager, Moment: time.Date(d.Jaar(), time.Month(d.Maand()), d.DagVanMaand(), 12, 0, 0, 0, time.UTC).Unix(), Handeling: app.AuditDossierGezien}
		}
		if err := h.kelder.SchrijfAudit(ctx, voorbeeldstad, []store.Auditregel{regel("a.jansen", "2011-03-02"), regel("a.jansen", "2012-01-01"), regel("b.dewit", "2011-03-02")}); err != nil {
			t.Fatal(err)
		}
		for dag, wil := range map[string][]string{"2026-03-01": nil, "2026-03-02": nil, "2026-03-03": {"2011-03-03"}} {
			h.op(dag)
			if is, _ := teVernietigen(t, h, app.WegAudit); !slices.Equal(is, wil) {
				t.Errorf("op %s moet weg %v, verwacht %v", dag, is, wil)
			}
		}
		h.op("2026-03-03")
		if _, err := h.StelVernietigenVoor(ctx, leider, app.WegAudit, []string{"2011-03-04"}, ""); !slices.Equal(codes(err), []string{"nummer: mag-nog-niet"}) {
			t.Errorf("te vroeg: %v", err)
		}
		if _, err := h.StelVernietigenVoor(ctx, leider, app.WegAudit, []string{"gisteren"}, ""); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("geen dag: %v", err)
		}
		if _, rijen := teVernietigen(t, h, app.WegAudit); len(rijen) != 1 || !strings.HasPrefix(rijen[0].Naam, "2 regels van 2 mensen, de oudste van 2 maart 2011") {
			t.Errorf("de lijst: %+v", rijen)
		}
		stelVoor(t, h, app.WegAudit, "2011-03-03")
		voerUit(t, h, 1)
		oud := 0
		for _, r := range audit(t, h, app.AuditVraag{Aantal: 200}) {
			if r.Moment.Year() < 2020 {
				oud++
			}
			if r.Handeling == app.AuditRegelsVernietigd && (r.Aantal != 2 || !strings.Contains(r.Reden, "t.leider")) {
				t.Errorf("de audit zegt %+v", r)
			}
		}
		if oud != 1 {
			t.Errorf("er staan nog %d oude regels", oud)
		}
		if c, err := h.Controleer(ctx, systeem, func(int) {}); err != nil || len(c.Fouten) > 0 {
			t.Errorf("na vernietigen: %v %v", c.Fouten, err)
		}
		if lijst, err := h.VernietigdeLijst(ctx, toezicht); err != nil || strings.Count(string(lijst.Inhoud), " audit:") != 2 {
			t.Errorf("de lijst: %s %v", lijst.Inhoud, err)
		}
	})
}

// Viel het programma uit nadat de regels weg waren en voordat dat was opgeschreven, dan staat
// het er na de volgende poging toch, en één keer.
func TestAfloopStaatNaUitvalInDeAudit(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		oud := time.Date(2011, 3, 2, 12, 0, 0, 0, time.UTC).Unix()
		if err := h.kelder.SchrijfAudit(ctx, voorbeeldstad, []store.Auditregel{{Gebruiker: "a.jansen", Rol: begrip.Klantmanager, Moment: oud, Handeling: app.AuditDossierGezien}}); err != nil {
			t.Fatal(err)
		}
		h.op("2026-03-03")
		v := stelVoor(t, h, app.WegAudit, "2011-03-03")
		if n, err := h.kelder.VernietigAudit(ctx, voorbeeldstad, oud+1, store.Vernietiging{Dag: begrip.MoetDag("2026-03-03"), Grond: "proef"}); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		voerUit(t, h, 1)
		if rs := audit(t, h, app.AuditVraag{Handeling: app.AuditRegelsVernietigd, Aantal: 10}); len(rs) != 1 || rs[0].Over != v.ID || !strings.Contains(rs[0].Reden, "m.visser") {
			t.Errorf("de audit zegt %+v", rs)
		}
	})
}

// Wat iemand over een dossier schreef in de audit is weg als het dossier weg is; dat er iets
// is gedaan blijft staan.
func TestRedenGaatMetHetDossier(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer := afgerond(t, h, "999990019", "Amina")
		if err := h.HoudAan(t.Context(), leider, nummer, "Mevrouw Voorbeeld heeft een klacht", false); err != nil {
			t.Fatal(err)
		}
		if err := h.HoudAan(t.Context(), leider, nummer, "De klacht is afgehandeld", true); err != nil {
			t.Fatal(err)
		}
		redenen := func() (uit []string) {
			for _, r := range audit(t, h, app.AuditVraag{Handeling: app.AuditAangehouden, Aantal: 10}) {
				uit = append(uit, r.Reden)
			}
			return uit
		}
		if is := redenen(); !slices.Equal(is, []string{"De klacht is afgehandeld", "Mevrouw Voorbeeld heeft een klacht"}) {
			t.Errorf("vooraf: %q", is)
		}
		h.op("2032-03-11")
		stelVoor(t, h, app.WegDossiers, nummer)
		voerUit(t, h, 1)
		if is := redenen(); !slices.Equal(is, []string{"vernietigd met het dossier", "vernietigd met het dossier"}) {
			t.Errorf("na vernietigen: %q", is)
		}
	})
}
