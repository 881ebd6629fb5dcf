package app_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/recht"
	"traject/store"
)

// afgerond opent een dossier uit een bestand waarvan de plicht eindigde op 10 maart 2027.
func afgerond(t testing.TB, h *proefhuis, cijfers, voornaam string, meer ...string) string {
	t.Helper()
	feiten := append([]string{"{soort: kennisgeving, datum: 2023-11-06}", "{soort: pip-vastgesteld, datum: 2024-01-15, leerroute: b1}",
		"{soort: vrijstelling, datum: 2025-01-15, omvang: gedeeltelijk, onderdelen: [knm]}", "{soort: plicht-geeindigd, datum: 2027-03-10, reden: voldaan}"}, meer...)
	h.op("2029-01-02")
	nummer, err := h.ImportDossier(t.Context(), jansen, app.Overname{Naam: "dossier.yaml", Inhoud: []byte(fmt.Sprintf(`formaat: traject/dossier/1
gemeente: "9999"
persoon: {naam: {voornamen: %s, geslachtsnaam: Voorbeeld}, bsn: "%s", geboortedatum: 1990-05-17, doelgroep: asielstatushouder}
feiten:
  - %s
`, voornaam, cijfers, strings.Join(feiten, "\n  - ")))})
	if err != nil {
		t.Fatal(err)
	}
	return nummer
}

func teVernietigen(t testing.TB, h *proefhuis, wat app.WatWeg) (uit []string, rijen []app.VernietigRij) {
	t.Helper()
	l, err := h.TeVernietigen(t.Context(), leider, wat, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range l.Rijen {
		uit = append(uit, r.Nummer)
	}
	return uit, l.Rijen
}

func voerUit(t testing.TB, h *proefhuis, wil int) {
	t.Helper()
	if n, err := h.VoerVernietigenUit(t.Context()); err != nil || n != wil {
		t.Fatalf("%d weg, %v", n, err)
	}
}

// stelVoor stelt voor en keurt als een ander goed.
func stelVoor(t testing.TB, h *proefhuis, wat app.WatWeg, nummers ...string) app.Voorstel {
	t.Helper()
	id, err := h.StelVernietigenVoor(t.Context(), leider, wat, nummers, "Jaarlijkse ronde")
	if err != nil {
		t.Fatal(err)
	}
	v, err := h.Voorstel(t.Context(), jurist, id)
	if err != nil || !v.MagBeslissen {
		t.Fatalf("%+v %v", v, err)
	}
	if err := h.BeslisVernietigen(t.Context(), jurist, id, v.Versie, true, "Nagekeken"); err != nil {
		t.Fatal(err)
	}
	return v
}

// Van de lijst tot de verklaring: twee mensen, daarna is het dossier weg en de keten heel,
// blijft de lange set over, en gaat die op haar beurt weg.
func TestVernietigenVanVoorstelTotVerklaring(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer := afgerond(t, h, "999990019", "Amina")
		h.op("2032-03-10")
		if got, _ := teVernietigen(t, h, app.WegDossiers); len(got) != 0 {
			t.Errorf("op de laatste dag zelf staat er %v", got)
		}
		if _, err := h.StelVernietigenVoor(ctx, leider, app.WegDossiers, []string{nummer}, ""); !slices.Equal(codes(err), []string{"nummer: mag-nog-niet"}) {
			t.Errorf("te vroeg voorstellen gaf %v", err)
		}
		h.op("2032-03-11")
		if got, _ := teVernietigen(t, h, app.WegDossiers); !slices.Equal(got, []string{nummer}) {
			t.Fatalf("een dag later staat er %v", got)
		}
		v := stelVoor(t, h, app.WegDossiers, nummer)
		voerUit(t, h, 1)
		voerUit(t, h, 0)
		if _, err := h.Dossier(ctx, leider, nummer); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("het dossier is er nog: %v", err)
		}
		v, err := h.Voorstel(ctx, toezicht, v.ID)
		if err != nil || v.Stand != app.Uitgevoerd || v.Weg() != 1 || len(v.Regels[0].Hoofd) != 64 || v.Door.Gebruiker != leider.Gebruiker || v.Beslist.Gebruiker != jurist.Gebruiker || v.MagBeslissen {
			t.Errorf("de verklaring: %+v %v", v, err)
		}
		for pdf, begin := range map[bool]string{true: "%PDF-", false: "<!doctype html>"} {
			f, err := h.Verklaring(ctx, toezicht, v.ID, pdf)
			if err != nil || !strings.HasPrefix(string(f.Inhoud), begin) || strings.Contains(string(f.Inhoud), "Amina") || strings.Contains(string(f.Inhoud), "999990019") {
				t.Errorf("de verklaring als bestand: %.20q %v", f.Inhoud, err)
			}
		}
		if vs, volgende, err := h.Voorstellen(ctx, toezicht, ""); err != nil || len(vs) != 1 || vs[0].ID != v.ID || volgende != "" {
			t.Errorf("de voorstellen: %+v %q %v", vs, volgende, err)
		}
		if open, err := h.kelder.Stukken(ctx, voorbeeldstad, "vernietiging-open", "", 0); err != nil || len(open) != 0 {
			t.Errorf("er staat nog een voorstel open: %v %v", open, err)
		}
		if c, err := h.Controleer(ctx, systeem, func(int) {}); err != nil || len(c.Fouten) > 0 {
			t.Errorf("na vernietigen: %v %v", c.Fouten, err)
		}
		lijst, err := h.VernietigdeLijst(ctx, toezicht)
		if err != nil || !strings.HasPrefix(string(lijst.Inhoud), "# traject: vernietigde dossiers\n9999 "+nummer+" ") || !strings.HasSuffix(string(lijst.Inhoud), " 2032-03-11 Bi2021 art. 9.9 lid 1\n") {
			t.Errorf("de lijst: %s %v", lijst.Inhoud, err)
		}
		ls, err := h.ZoekLangeSet(ctx, jurist, "999990019", "Vraag van DUO over de termijn")
		if err != nil || len(ls) != 1 || ls[0].Nummer != nummer || ls[0].Voornamen != "Amina" || ls[0].Tot != begrip.MoetDag("2077-03-10") || len(ls[0].Vrijgesteld) != 1 ||
			ls[0].Voldaan != begrip.MoetDag("2027-03-10") || ls[0].BSN != "999990019" {
			t.Errorf("de lange set: %+v %v", ls, err)
		}
		for _, wie := range []app.Wie{jansen, beleid, beheer, toezicht, elders} {
			if _, err := h.ZoekLangeSet(ctx, wie, "999990019", "Vraag van DUO over de termijn"); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s vindt de lange set: %v", wie.Rol, err)
			}
		}
		h.op("2077-03-11")
		stelVoor(t, h, app.WegLangeSets, nummer)
		voerUit(t, h, 1)
		if ls, err := h.ZoekLangeSet(ctx, jurist, "999990019", "Vraag van DUO over de termijn"); err != nil || len(ls) != 0 {
			t.Errorf("de lange set is er nog: %+v %v", ls, err)
		}
		gezien := map[string]int{}
		for _, r := range audit(t, h, app.AuditVraag{Aantal: 200}) {
			gezien[r.Handeling]++
			if r.Handeling == app.AuditVernietigd && (r.Nummer != nummer || r.Reden != "voorgesteld door t.leider, goedgekeurd door m.visser") {
				t.Errorf("de auditregel zegt %+v", r)
			}
		}
		for _, wil := range []string{app.AuditVoorgesteld, app.AuditGoedgekeurd, app.AuditVernietigd, app.AuditLangVernietigd, app.AuditLangGezien, app.AuditLijstGehaald} {
			if gezien[wil] == 0 {
				t.Errorf("%s staat niet in de audit", wil)
			}
		}
	})
}

// Vier ogen: wie voorstelt keurt niet goed, langs welke weg ook, en wie geen van beide mag
// komt er niet in.
func TestVernietigenVraagtTweeMensen(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer := afgerond(t, h, "999990019", "Amina")
		h.op("2032-03-11")
		for _, wie := range []app.Wie{jansen, beleid, beheer, toezicht, elders} {
			if _, err := h.StelVernietigenVoor(ctx, wie, app.WegDossiers, []string{nummer}, ""); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s stelt voor: %v", wie.Rol, err)
			}
			if _, err := h.TeVernietigen(ctx, wie, app.WegDossiers, ""); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("%s ziet de lijst: %v", wie.Rol, err)
			}
		}
		for _, voorsteller := range []app.Wie{leider, jurist} {
			id, err := h.StelVernietigenVoor(ctx, voorsteller, app.WegDossiers, []string{nummer}, "")
			if err != nil {
				t.Fatal(err)
			}
			v, err := h.Voorstel(ctx, voorsteller, id)
			if err != nil || v.MagBeslissen {
				t.Errorf("%s mag het eigen voorstel goedkeuren: %v", voorsteller.Rol, err)
			}
			anderRol := voorsteller // dezelfde mens met een andere rol is nog steeds dezelfde mens
			anderRol.Rol = map[begrip.Rol]begrip.Rol{begrip.Teamleider: begrip.Jurist, begrip.Jurist: begrip.Teamleider}[voorsteller.Rol]
			for _, wie := range []app.Wie{voorsteller, anderRol} {
				if err := h.BeslisVernietigen(ctx, wie, id, v.Versie, true, ""); !slices.Equal(codes(err), []string{": vier-ogen"}) {
					t.Errorf("%s keurt het eigen voorstel goed: %v", wie.Rol, err)
				}
			}
			for _, wie := range []app.Wie{jansen, beleid, beheer, elders} {
				if err := h.BeslisVernietigen(ctx, wie, id, v.Versie, true, ""); !errors.Is(err, app.ErrNietGevonden) {
					t.Errorf("%s beslist: %v", wie.Rol, err)
				}
			}
			if err := h.BeslisVernietigen(ctx, toezicht, id, v.Versie, true, ""); !errors.Is(err, app.ErrMagNiet) {
				t.Errorf("de toezichthouder beslist: %v", err)
			}
			voerUit(t, h, 0)
			if _, err := h.StelVernietigenVoor(ctx, leider, app.WegDossiers, []string{nummer}, ""); !slices.Equal(codes(err), []string{"nummer: mag-nog-niet"}) {
				t.Errorf("een tweede voorstel over hetzelfde dossier gaf %v", err)
			}
			if err := h.BeslisVernietigen(ctx, voorsteller, id, v.Versie, false, "Toch niet"); err != nil { // intrekken mag wel
				t.Fatal(err)
			}
			if err := h.BeslisVernietigen(ctx, jurist, id, v.Versie, true, ""); !slices.Equal(codes(err), []string{": al-beslist"}) {
				t.Errorf("over een oude versie beslissen gaf %v", err)
			}
		}
		if _, err := h.Dossier(ctx, leider, nummer); err != nil {
			t.Errorf("het dossier is weg zonder akkoord: %v", err)
		}
	})
}

// Wat vastzit wordt niet voorgesteld, en wat na het akkoord verandert gaat niet weg: op het
// moment zelf wordt opnieuw gekeken.
func TestVernietigenKijktOpnieuw(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		boete := afgerond(t, h, "999990019", "Amina", "{soort: overtreding, id: o1, datum: 2025-01-10, gedraging: begeleiding, verwijtbaarheid: normaal}",
			`{soort: boete-opgelegd, datum: 2025-02-10, overtreding: o1, bedrag: "50.00", verzonden: 2025-02-10}`)
		gewijzigd, vast, heel := afgerond(t, h, "999990032", "Bilal"), afgerond(t, h, "999990020", "Cem"), afgerond(t, h, "999990044", "Dua")
		h.op("2032-03-11")
		nummers, rijen := teVernietigen(t, h, app.WegDossiers)
		if len(nummers) != 4 || len(rijen[0].Houdt) != 1 || rijen[0].Houdt[0] != recht.Reden(recht.BoeteOpen) {
			t.Fatalf("%+v", rijen)
		}
		if _, err := h.StelVernietigenVoor(ctx, leider, app.WegDossiers, nummers, ""); !slices.Equal(codes(err), []string{"nummer: mag-nog-niet"}) {
			t.Errorf("een open boete gaf %v", err)
		}
		v := stelVoor(t, h, app.WegDossiers, gewijzigd, vast, heel)
		b := beeld(t, h, jansen, gewijzigd)
		if _, err := h.MaakNotitie(ctx, jansen, gewijzigd, b.Versie, besluit.Aantekening{Tekst: "Er belde iemand"}); err != nil {
			t.Fatal(err)
		}
		if err := h.HoudAan(ctx, leider, vast, "Er ligt een klacht bij de ombudsman", false); err != nil {
			t.Fatal(err)
		}
		voerUit(t, h, 1)
		v, err := h.Voorstel(ctx, jurist, v.ID)
		if err != nil || v.Weg() != 1 || v.Regels[0].Overgeslagen == "" || v.Regels[1].Overgeslagen == "" || v.Regels[2].Overgeslagen != "" {
			t.Errorf("%+v %v", v.Regels, err)
		}
		for nummer, is := range map[string]bool{boete: true, gewijzigd: true, vast: true, heel: false} {
			if _, err := h.Dossier(ctx, leider, nummer); (err == nil) != is {
				t.Errorf("dossier %s: %v", nummer, err)
			}
		}
		if err := h.HoudAan(ctx, leider, vast, "De klacht is afgehandeld", true); err != nil {
			t.Fatal(err)
		}
		stelVoor(t, h, app.WegDossiers, vast)
		voerUit(t, h, 1)
		if err := h.HoudAan(ctx, jansen, boete, "Er ligt een klacht bij de ombudsman", false); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("een klantmanager houdt aan: %v", err)
		}
	})
}

// Wie zich met een tweede account meldt is nog steeds dezelfde mens.
func TestVernietigenMetTweeAccounts(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer := afgerond(t, h, "999990019", "Amina")
		h.op("2032-03-11")
		tweede, collega := leider, leider
		tweede.Gebruiker, tweede.Rol, collega.Gebruiker = "t.leider-jurist", begrip.Jurist, "c.ollega"
		for wie, mail := range map[*app.Wie]string{&leider: "t.leider@voorbeeldstad.nl", &tweede: "T.Leider@voorbeeldstad.nl", &collega: "c.ollega@voorbeeldstad.nl"} {
			if _, err := h.Ingelogd(t.Context(), *wie, app.Bereikbaar{Email: mail}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.LeesMedewerkers(t.Context()); err != nil {
			t.Fatal(err)
		}
		id, err := h.StelVernietigenVoor(t.Context(), leider, app.WegDossiers, []string{nummer}, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := h.BeslisVernietigen(t.Context(), tweede, id, 1, true, ""); !slices.Equal(codes(err), []string{": vier-ogen"}) {
			t.Errorf("met een tweede account: %v", err)
		}
		if err := h.BeslisVernietigen(t.Context(), collega, id, 1, true, ""); err != nil {
			t.Errorf("een collega: %v", err)
		}
	})
}

// klachtKelder krijgt de klacht binnen nadat het dossier is gewogen en net voordat het weg is.
type klachtKelder struct {
	store.Kelder
	eerst func()
}

func (k *klachtKelder) Vernietig(ctx context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) error {
	k.eerst()
	return k.Kelder.Vernietig(ctx, g, nummer, v)
}

// Wie te horen kreeg dat een dossier wordt aangehouden, kan daarop rekenen.
func TestAanhoudenOpHetLaatsteMoment(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		vast := afgerond(t, h, "999990019", "Amina")
		h.op("2032-03-11")
		v := stelVoor(t, h, app.WegDossiers, vast)
		h.Kelder = &klachtKelder{h.Kelder, func() {
			if err := h.HoudAan(t.Context(), leider, vast, "Er ligt een klacht bij de ombudsman", false); err != nil {
				t.Error(err)
			}
		}}
		voerUit(t, h, 0)
		if v, err := h.Voorstel(t.Context(), jurist, v.ID); err != nil || v.Weg() != 0 || v.Regels[0].Overgeslagen != "Dit dossier wordt aangehouden. Laat het eerst los." {
			t.Errorf("%+v %v", v, err)
		}
		if _, err := h.Dossier(t.Context(), leider, vast); err != nil {
			t.Error(err)
		}
	})
}

// Valt het programma halverwege uit, dan gaat het werk verder waar het was.
func TestVernietigenGaatVerderNaUitval(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		een, twee, elders := afgerond(t, h, "999990019", "Amina"), afgerond(t, h, "999990032", "Bilal"), afgerond(t, h, "999990020", "Cem")
		h.op("2032-03-11")
		v := stelVoor(t, h, app.WegDossiers, een, twee, elders)
		// De eerste ging nog net weg; daarna viel de stroom uit.
		// Een derde stond ook in een ander voorstel, dat eerder werd uitgevoerd.
		for nummer, voorstel := range map[string]string{een: v.ID, elders: "een ander"} {
			b := beeld(t, h, leider, nummer)
			if err := h.kelder.Vernietig(t.Context(), voorbeeldstad, nummer, store.Vernietiging{Verwacht: b.Versie, Dag: begrip.MoetDag("2032-03-11"), Moment: 1, Grond: "Bi2021 art. 9.9 lid 1",
				Audit: &store.Auditregel{Gebruiker: "systeem", Rol: begrip.Systeem, Moment: 1, Handeling: app.AuditVernietigd, Nummer: nummer, Over: voorstel}}); err != nil {
				t.Fatal(err)
			}
		}
		voerUit(t, h, 2)
		if v, err := h.Voorstel(t.Context(), jurist, v.ID); err != nil || v.Stand != app.Uitgevoerd || v.Weg() != 2 || v.Regels[2].Overgeslagen != "Dit dossier was al vernietigd." {
			t.Errorf("%+v %v", v, err)
		}
	})
}

// Een lange set die een ander al vernietigde, staat niet op deze verklaring als vernietigd.
func TestLangeSetStaatOpEenVerklaring(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer := afgerond(t, h, "999990019", "Amina")
		h.op("2032-03-11")
		stelVoor(t, h, app.WegDossiers, nummer)
		voerUit(t, h, 1)
		h.op("2090-01-01")
		v := stelVoor(t, h, app.WegLangeSets, nummer)
		if err := h.kelder.VernietigLangeSet(t.Context(), voorbeeldstad, nummer, store.Vernietiging{Dag: begrip.MoetDag("2090-01-01"), Moment: 1, Grond: "Bi2021 art. 9.9 lid 2",
			Audit: &store.Auditregel{Gebruiker: "systeem", Rol: begrip.Systeem, Moment: 1, Handeling: app.AuditLangVernietigd, Nummer: nummer, Over: "een ander"}}); err != nil {
			t.Fatal(err)
		}
		voerUit(t, h, 0)
		if v, err := h.Voorstel(t.Context(), jurist, v.ID); err != nil || v.Weg() != 0 || v.Regels[0].Overgeslagen != "Deze lange set was al vernietigd." {
			t.Errorf("%+v %v", v, err)
		}
	})
}

// Komt een dossier uit een oude reservekopie als vernietigd terug, dan is de lange set die
// er dan van wordt gemaakt dezelfde als toen.
func TestLangeSetIsOpnieuwDezelfde(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer := afgerond(t, h, "999990019", "Amina", "{soort: ontheffing, datum: 2025-02-15, omvang: gedeeltelijk, onderdelen: [schrijven]}")
		l, err := h.kelder.Lees(t.Context(), voorbeeldstad, nummer)
		if err != nil {
			t.Fatal(err)
		}
		h.op("2032-03-11")
		stelVoor(t, h, app.WegDossiers, nummer)
		voerUit(t, h, 1)
		toen, err := h.kelder.LeesLangeSet(t.Context(), voorbeeldstad, nummer)
		if err != nil {
			t.Fatal(err)
		}
		nu, err := h.LangeSetVan(l, store.Vernietiging{Dag: begrip.MoetDag("2032-03-11"), Moment: toen.Moment})
		if err != nil || nu.Nummer != toen.Nummer || nu.Tot != toen.Tot || nu.BSN != toen.BSN || nu.Grond != toen.Grond || string(nu.Inhoud) != string(toen.Inhoud) {
			t.Errorf("%+v en %+v, %v", toen, nu, err)
		}
		for _, niet := range []string{"b1", "2023-11-06", "kennisgeving", "leerroute"} { // niet meer dan lid 2 noemt
			if strings.Contains(string(toen.Inhoud), niet) {
				t.Errorf("%q staat in de lange set", niet)
			}
		}
	})
}

// De termijnen van een dossier zijn te zien voor wie het dossier ziet, ook voor de
// inburgeraar zelf.
func TestBewaringIsTeZien(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer := afgerond(t, h, "999990019", "Amina")
		zelf := app.Wie{Gebruiker: "burger", Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: nummer}
		for wie, wil := range map[*app.Wie]bool{&jansen: true, &leider: true, &zelf: true, &beheer: false, &beleid: false, &elders: false} {
			b, err := h.Bewaring(t.Context(), *wie, nummer)
			if (err == nil) != wil {
				t.Errorf("%s: %v", wie.Rol, err)
			}
			if wil && (b.Bewaring.Uiterlijk != begrip.MoetDag("2032-03-10") || len(b.Bewaring.Groepen) != len(recht.Veldgroepen)) {
				t.Errorf("%+v", b.Bewaring)
			}
		}
	})
}
