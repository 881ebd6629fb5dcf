package besluit

import (
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

func TestOproepInDeFryskeMarren(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	eerste := EersteDag(g.op("2026-09-07"), g.r, dossier.VoorBredeIntake, dag("2026-09-07"))
	if eerste != dag("2026-09-15") { // dinsdag tot en met maandag: vijf hele werkdagen ertussen
		t.Errorf("eerste dag %v", eerste)
	}
	_, w := RoepOp(g.op("2026-09-07"), g.r, intakeOproep("2026-09-07", "2026-09-15"))
	geweigerd(t, w)

	teVroeg := intakeOproep("2026-09-07", "2026-09-14")
	teVroeg.Inhoud = []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer}
	teVroeg.Tijd = ""
	_, w = RoepOp(g.op("2026-09-07"), g.r, teVroeg)
	geweigerd(t, w, "te-korte-oproep bij afspraak", "onvolledige-oproep bij inhoud", "veld-ontbreekt bij tijd")

	_, w = RoepOp(g.op("2026-09-07"), g.r, Oproep{Vastlegging: op("2026-09-07")})
	geweigerd(t, w, "veld-ontbreekt bij voor", "veld-ontbreekt bij afspraak")

	vreemd := intakeOproep("2026-09-07", "2026-09-15")
	vreemd.Voor, vreemd.Inhoud = "koffie", append(vreemd.Inhoud, "taart")
	_, w = RoepOp(g.op("2026-09-07"), g.r, vreemd)
	geweigerd(t, w, "onbekende-waarde bij voor", "onbekende-waarde bij inhoud", "geen-pip bij voor")

	gesprek := intakeOproep("2026-09-07", "2026-09-15")
	gesprek.Voor = dossier.VoorVoortgangsgesprek
	_, w = RoepOp(g.op("2026-09-07"), g.r, gesprek)
	geweigerd(t, w, "geen-pip bij voor")
}

func TestEersteDagVerandertNietsAanHetDossier(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	d := g.op("2026-09-07")
	voor := len(d.Feiten)
	EersteDag(d, g.r, dossier.VoorBredeIntake, dag("2026-09-10")) // een briefdag na de dag van kijken
	if len(d.Feiten) != voor || d.Peil != dag("2026-09-07") {
		t.Error("vragen naar de eerste dag verandert het dossier")
	}
}

func TestVerschijnen(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	g.lukt(RoepOp(g.op("2026-09-07"), g.r, intakeOproep("2026-09-07", "2026-09-15")))
	oproep := g.oproep()
	leg := func(d, uitkomst, o string) []begrip.Weigering {
		_, w := LegVerschijnenVast(g.op(d), g.r, Verschijning{Vastlegging: op(d), Oproep: o, Uitkomst: uitkomst})
		return w
	}
	geweigerd(t, leg("2026-09-15", Kwam, "f99"), "oproep-onbekend bij oproep")
	geweigerd(t, leg("2026-09-14", KwamNiet, oproep), "afspraak-nog-niet-geweest bij dag")
	geweigerd(t, leg("2026-09-15", "", oproep), "veld-ontbreekt bij uitkomst")
	_, w := LegVerschijnenVast(g.op("2026-09-15"), g.r, Verschijning{Vastlegging: Vastlegging{Dag: dag("2026-09-16"), Vandaag: dag("2026-09-15")}, Oproep: oproep, Uitkomst: Kwam})
	geweigerd(t, w, "dag-in-toekomst bij dag")
	if n := len(OpenOproepen(g.op("2026-09-15"))); n != 1 {
		t.Errorf("%d open oproepen, verwacht 1", n)
	}
	g.lukt(LegVerschijnenVast(g.op("2026-09-15"), g.r, Verschijning{Vastlegging: op("2026-09-15"), Oproep: oproep, Uitkomst: Kwam}))
	geweigerd(t, leg("2026-09-16", Kwam, oproep), "al-gedaan bij oproep")
	if n := len(OpenOproepen(g.op("2026-09-16"))); n != 0 {
		t.Errorf("%d open oproepen, verwacht 0", n)
	}
}

// De tijd staat letterlijk in de brief: wat geen tijd is, mag daar niet komen.
func TestOproepOpEenTijdDieBestaat(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	o := intakeOproep("2026-09-07", "2026-09-15")
	for _, tijd := range []string{"99.99<b>", "24.00", "10.60", "10", "10.5", "010.00", "-1.00", "+9.00", "tien uur", "10.00.00"} {
		o.Tijd = tijd
		_, w := RoepOp(g.op("2026-09-07"), g.r, o)
		geweigerd(t, w, "waarde-ongeldig bij tijd")
	}
	for _, tijd := range []string{"9.00", "09.30", "10:30", "0.00", "23.59"} {
		o.Tijd = tijd
		if _, w := RoepOp(g.op("2026-09-07"), g.r, o); len(w) > 0 {
			t.Errorf("%s: %v", tijd, w)
		}
	}
}

func TestWaarschuwenEnDaarnaAlleenAfronden(t *testing.T) {
	g := open(t, begrip.GezinEnOverig)
	waarschuw := func(d, afspraak string) (Besluit, []begrip.Weigering) {
		return Waarschuw(g.op(d), g.r, Waarschuwing{Vastlegging: op(d), Afspraak: dag(afspraak), Tijd: "9.00", Plaats: "Gemeentehuis", Inhoud: alleInhoud})
	}
	if _, w := waarschuw("2026-09-07", "2026-09-20"); len(w) == 0 {
		t.Error("waarschuwen zonder aanleiding is gelukt")
	}
	eenzijdig := Intake{Vastlegging: op("2026-11-20"), Eenzijdig: true}
	mis := func(oproep, d string) {
		g.lukt(LegVerschijnenVast(g.op(d), g.r, Verschijning{Vastlegging: op(d), Oproep: oproep, Uitkomst: KwamNiet}))
		if d != "2026-11-10" && MagEenzijdig(g.op(d)) {
			t.Errorf("op %s mag de gemeente al alleen afronden", d)
		}
	}
	g.lukt(RoepOp(g.op("2026-09-07"), g.r, intakeOproep("2026-09-07", "2026-09-15")))
	mis(g.oproep(), "2026-09-15")
	_, w := waarschuw("2026-09-16", "2026-09-18")
	geweigerd(t, w, "te-korte-oproep bij afspraak")
	g.lukt(waarschuw("2026-09-16", "2026-09-28"))
	if _, w := waarschuw("2026-09-17", "2026-09-29"); len(w) == 0 {
		t.Error("twee keer waarschuwen is gelukt")
	}
	mis(g.oproep(), "2026-09-28")
	_, w = RondIntakeAf(g.op("2026-11-20"), g.r, eenzijdig)
	geweigerd(t, w, "te-vroeg bij eenzijdig")
	g.lukt(RoepOp(g.op("2026-10-20"), g.r, intakeOproep("2026-10-20", "2026-11-10")))
	mis(g.oproep(), "2026-11-10")
	g.lukt(RondIntakeAf(g.op("2026-11-20"), g.r, eenzijdig))
}

func TestIntakeVraagtDeHeleInhoud(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	_, w := RondIntakeAf(g.op("2026-10-01"), g.r, Intake{Vastlegging: op("2026-10-01")})
	geweigerd(t, w, "niet-verschenen bij ", "geen-toets bij ", "veld-ontbreekt bij onderwijs", "veld-ontbreekt bij werk", "veld-ontbreekt bij gezin", "veld-ontbreekt bij gezondheid",
		"veld-ontbreekt bij taalniveau", "veld-ontbreekt bij zelfredzaamheid", "veld-ontbreekt bij werkkansen", "veld-ontbreekt bij zonder-derden")
	g = totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	_, w = RondIntakeAf(g.op("2026-10-02"), g.r, verslag("2026-10-02"))
	geweigerd(t, w, "al-gedaan bij ")
}

func TestToets(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	_, w := LegToetsVast(g.op("2026-09-20"), g.r, Toets{Vastlegging: op("2026-09-20"), Uitslag: "misschien"})
	geweigerd(t, w, "veld-ontbreekt bij uitslag")
	g.lukt(LegToetsVast(g.op("2026-09-20"), g.r, Toets{Vastlegging: op("2026-09-20"), Uitslag: dossier.ToetsHaalbaar}))
	_, w = LegToetsVast(g.op("2026-09-20"), g.r, Toets{Vastlegging: op("2026-09-20"), Uitslag: dossier.ToetsHaalbaar})
	geweigerd(t, w, "al-gedaan bij uitslag")
}

func TestMeldenToewijzenEnNotitie(t *testing.T) {
	g := totIntake(t, begrip.Asielstatushouder, dossier.ToetsHaalbaar, "")
	_, w := MeldPIP(g.op("2026-10-02"), g.r, Melding{op("2026-10-02")})
	geweigerd(t, w, "geen-pip bij ")
	g.lukt(PIP(g.op("2026-10-05"), g.r, plan("2026-10-05")))
	_, w = MeldPIP(g.op("2026-10-05"), g.r, Melding{op("2026-10-04")})
	geweigerd(t, w, "te-vroeg bij dag")
	g.lukt(MeldPIP(g.op("2026-10-06"), g.r, Melding{op("2026-10-06")}))
	_, w = MeldPIP(g.op("2026-10-07"), g.r, Melding{op("2026-10-07")})
	geweigerd(t, w, "al-gedaan bij ")

	g.lukt(WijsToe(g.op("2026-10-07"), g.r, Toewijzing{op("2026-10-07"), "o.bakker"}))
	if d := g.op("2026-10-07"); d.Klantmanager != "o.bakker" {
		t.Errorf("klantmanager %q", d.Klantmanager)
	}
	_, w = WijsToe(g.op("2026-10-07"), g.r, Toewijzing{op("2026-10-07"), "o.bakker"})
	geweigerd(t, w, "al-gedaan bij aan")
	_, w = NotitieMaken(g.op("2026-10-07"), g.r, Aantekening{op("2026-10-07"), "  "})
	geweigerd(t, w, "veld-ontbreekt bij tekst")
	g.lukt(NotitieMaken(g.op("2026-10-07"), g.r, Aantekening{op("2026-10-07"), "Belde over de les."}))
}

// Een notificatie zegt niet wanneer iemand hier is ingeschreven. De klantmanager vult
// dat in; pas dan staat vast vanaf welke dag de tien weken tellen.
func TestInschrijvingAanvullen(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	vul := func(d, in string, huis dossier.Optie[bool]) (Besluit, []begrip.Weigering) {
		o := Aanvulling{Vastlegging: op(d), Gehuisvest: huis}
		if in != "" {
			o.Inschrijving = dag(in)
		}
		return VulPersoonAan(g.op(d), g.r, o)
	}
	vragen := func(d string) (n int) {
		for _, v := range recht.Reken(g.op(d), g.r).Vragen {
			if strings.HasPrefix(v.Feit, "inschrijving") {
				n++
			}
		}
		return n
	}
	weet := dossier.Met(true)
	_, w := vul("2026-09-20", "", weet)
	geweigerd(t, w, "veld-ontbreekt bij inschrijving")
	_, w = vul("2026-09-20", "2026-09-21", weet)
	geweigerd(t, w, "dag-in-toekomst bij inschrijving")
	if vragen("2026-09-20") != 1 {
		t.Fatal("zonder inschrijving hoort er een vraag te zijn")
	}
	g.lukt(vul("2026-09-20", "2026-09-18", dossier.Optie[bool]{}))
	if vragen("2026-09-20") != 1 {
		t.Error("wie na de brief is ingeschreven: de vraag is nu wie de woning gaf")
	}
	g.lukt(vul("2026-09-20", "", weet))
	if vragen("2026-09-20") != 0 {
		t.Error("alles is bekend, dus er is geen vraag meer")
	}
	if pip, _ := recht.Reken(g.op("2026-09-20"), g.r).Termijn("pip-vaststellen"); pip.Uiterlijk != dag("2026-11-27") {
		t.Errorf("tien weken na de inschrijving: %s", pip.Uiterlijk)
	}
	_, w = vul("2026-09-21", "2026-09-18", weet)
	geweigerd(t, w, "niets-ingevuld bij ")
	n := 0
	for range dossier.Van[*dossier.Inschrijving](g.op("2026-09-21")) {
		n++
	}
	if n != 1 {
		t.Errorf("verbeteren vervangt het feit; er gelden er %d", n)
	}
}

func TestPersoonAanvullen(t *testing.T) {
	g := open(t, "")
	vul := func(d string, p dossier.Persoonsgegevens) (Besluit, []begrip.Weigering) {
		return VulPersoonAan(g.op(d), g.r, Aanvulling{Vastlegging: op(d), Persoonsgegevens: p})
	}
	_, w := vul("2026-09-02", dossier.Persoonsgegevens{})
	geweigerd(t, w, "niets-ingevuld bij ")
	_, w = vul("2026-09-02", dossier.Persoonsgegevens{BSN: "999990018", Geboortedatum: dag("2027-01-01"), Doelgroep: "buurman"})
	geweigerd(t, w, "bsn-ongeldig bij bsn", "dag-in-toekomst bij geboortedatum", "onbekende-waarde bij doelgroep")
	_, w = vul("2026-09-02", dossier.Persoonsgegevens{Voornamen: strings.Repeat("é", 201), VNummer: "-1", Aanhef: "koning"})
	geweigerd(t, w, "waarde-ongeldig bij voornamen", "waarde-ongeldig bij v-nummer", "onbekende-waarde bij aanhef")
	_, w = vul("2026-09-02", dossier.Persoonsgegevens{VNummer: "12345678901"})
	geweigerd(t, w, "waarde-ongeldig bij v-nummer")
	g.lukt(vul("2026-09-02", dossier.Persoonsgegevens{Voornamen: strings.Repeat("é", 200), VNummer: "1234567890", Aanhef: "mevrouw"}))
	g.lukt(vul("2026-09-02", dossier.Persoonsgegevens{Doelgroep: begrip.Asielstatushouder, Tolk: "Tigrinya"}))
	if d := g.op("2026-09-02"); d.DoelgroepOp(dag("2026-08-01")) != begrip.Asielstatushouder || d.Persoon.Tolk != "Tigrinya" {
		t.Error("een onbekende groep wordt de groep van het begin")
	}
	g.lukt(vul("2026-09-10", dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig}))
	d := g.op("2026-09-10")
	if d.DoelgroepOp(dag("2026-09-09")) != begrip.Asielstatushouder || d.DoelgroepOp(dag("2026-09-10")) != begrip.GezinEnOverig {
		t.Error("een andere groep telt vanaf haar eigen dag")
	}
}

func TestNaOverlijdenOfEindeKanNietsMeer(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	g.log = append(g.log, dossier.Gebeurtenis{Nummer: len(g.log) + 1, ID: "f4", GeldigOp: dag("2026-09-03"), Feit: &dossier.PlichtGeeindigd{Reden: dossier.EindeAOW}})
	_, w := LegToetsVast(g.op("2026-09-20"), g.r, Toets{Vastlegging: op("2026-09-20"), Uitslag: dossier.ToetsHaalbaar})
	geweigerd(t, w, "plicht-geeindigd bij ")
	g.lukt(NotitieMaken(g.op("2026-09-20"), g.r, Aantekening{op("2026-09-20"), "Bericht ontvangen."}))
}

func TestOudeWetKentDezeHandelingenNiet(t *testing.T) {
	g := open(t, begrip.Asielstatushouder)
	g.log[0].Feit.(*dossier.DossierGeopend).Stelsel = begrip.Wi2007
	_, w := LegToetsVast(g.op("2026-09-20"), g.r, Toets{Vastlegging: op("2026-09-20"), Uitslag: dossier.ToetsHaalbaar})
	geweigerd(t, w, "verkeerd-stelsel bij ")
}

func TestDossierOpenenControleert(t *testing.T) {
	_, w := OpenDossier(Opening{Vastlegging: op("2026-09-01"), Gemeente: "12", Stelsel: "wi1998", Persoon: dossier.Persoonsgegevens{BSN: "1", VNummer: "-1", Geboortedatum: dag("2030-01-01")}})
	geweigerd(t, w, "waarde-ongeldig bij gemeente", "onbekende-waarde bij stelsel", "bsn-ongeldig bij bsn", "dag-in-toekomst bij geboortedatum", "waarde-ongeldig bij v-nummer")
	b, w := OpenDossier(Opening{Vastlegging: op("2026-09-01"), Gemeente: "1940", Feiten: []dossier.Gebeurtenis{{ID: "eigen", GeldigOp: dag("2026-08-01"), Feit: &dossier.Kennisgeving{}}}})
	geweigerd(t, w)
	if b.Gebeurtenissen[1].ID != "eigen" || b.Gebeurtenissen[1].GeldigOp != dag("2026-08-01") || b.Gebeurtenissen[1].Nummer != 2 {
		t.Errorf("het meegebrachte feit verandert: %+v", b.Gebeurtenissen[1])
	}
}
