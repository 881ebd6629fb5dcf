package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// TeMelden geeft wat DUO volgens het dossier moet weten, in de volgorde van het portaal.
// Wat een mens nog moet kiezen is leeg: de instelling, of iets te verwijten is.
func TeMelden(d *dossier.Dossier, a *recht.Antwoord, vandaag begrip.Datum) []DUOMelding {
	if !meldbaar(d) {
		return nil
	}
	t := telmee{d: d, sinds: verhuisdOp(d)}
	t.loop()
	var uit []DUOMelding
	if t.pip != nil {
		uit = append(uit, pipMelding(d, t.pip))
	}
	if d.Klantmanager != "" {
		uit = append(uit, DUOMelding{Soort: MeldingContact, Actie: MeldingKoppel, Contact: &ContactMelding{Medewerker: d.Klantmanager}})
	}
	if d.DoelgroepOp(vandaag) == begrip.Asielstatushouder {
		for _, g := range t.aanbod {
			uit = append(uit, DUOMelding{Soort: MeldingAanbod, Actie: MeldingVast, Over: g.ID, Aanbod: &AanbodMelding{Datum: g.GeldigOp, Alfabetisering: alfabetisering(d, t.pip)}})
		}
		uit = append(uit, t.uren(a)...)
	}
	if t.pvt != nil {
		uit = append(uit, DUOMelding{Soort: MeldingPVT, Actie: MeldingVast, Over: t.pvt.ID, PVT: &ModuleMelding{Dag: t.pvt.GeldigOp}})
	}
	if t.mapGesprek != nil {
		uit = append(uit, DUOMelding{Soort: MeldingMAP, Actie: MeldingVast, Over: t.mapGesprek.ID, MAP: &ModuleMelding{Dag: t.mapGesprek.GeldigOp}})
	}
	if t.z != nil {
		uit = append(uit, DUOMelding{Soort: MeldingZRoute, Actie: MeldingVast, Over: t.z.ID, ZRoute: &ZRouteMelding{Dag: t.z.GeldigOp}})
	}
	return uit
}

// meldbaar zegt of er over dit dossier iets te melden valt: alleen onder de wet van 2021,
// en niet meer na een overlijden.
func meldbaar(d *dossier.Dossier) bool {
	return d.Stelsel == begrip.Wi2021 && !dossier.Heeft[*dossier.Overleden](d)
}

// telmee loopt één keer langs de feiten en onthoudt waar een melding uit komt.
type telmee struct {
	d                       *dossier.Dossier
	sinds                   begrip.Datum // wat eerder is, meldde een andere gemeente
	pip, pvt, mapGesprek, z *dossier.Gebeurtenis
	aanbod                  []*dossier.Gebeurtenis // bij het PIP van nu
	intake                  begrip.Uren
}

func (t *telmee) loop() {
	for _, g := range t.d.Feiten {
		if g.GeldigOp < t.sinds {
			continue
		}
		switch f := g.Feit.(type) {
		case *dossier.PIPVastgesteld:
			t.pip, t.aanbod = g, nil
		case *dossier.Aangeboden:
			if f.Wat == dossier.AanbodLeerroute {
				t.aanbod = append(t.aanbod, g)
			}
		case *dossier.PVTOndertekend:
			t.pvt = g
		case *dossier.Eindgesprek:
			if f.Van == dossier.EindgesprekMAP {
				t.mapGesprek = g
			} else {
				t.z = g
			}
		case *dossier.Uren:
			les := f.Wat == dossier.UrenNT2 || f.Wat == dossier.UrenKNM || f.Wat == dossier.UrenAlfabetisering
			if les && f.Intake.Of(false) {
				t.intake += f.Aantal.Of(0)
			}
		}
	}
}

// uren geeft de tellers in hele uren, naar beneden: wat niet vol is, is niet gevolgd. De
// uren participatie zijn die van de norm van de Z-route, zodat DUO hetzelfde getal krijgt
// als waarmee hier wordt gerekend. Participatie als taalles staat in geen feit.
func (t *telmee) uren(a *recht.Antwoord) []DUOMelding {
	var uit []DUOMelding
	teller := func(s MeldingSoort, u begrip.Uren) {
		if n := int(u / begrip.Uur); n > 0 {
			uit = append(uit, DUOMelding{Soort: s, Actie: MeldingVast, Uren: dossier.Met(min(n, 9999))})
		}
	}
	teller(MeldingUrenIntake, t.intake)
	if n, ok := a.Norm("z-participatie"); ok {
		teller(MeldingUrenParticipatie, begrip.Uren(n.Behaald))
	}
	return uit
}

// pipMelding maakt van een PIP wat DUO ervan wil weten. Niveau b2 van de onderwijsroute
// bestaat bij DUO niet: dan melden wij b1, het niveau dat ten minste moet worden gehaald.
func pipMelding(d *dossier.Dossier, g *dossier.Gebeurtenis) DUOMelding {
	m := DUOMelding{Soort: MeldingPIP, Actie: MeldingVast, Over: g.ID}
	f, ok := g.Feit.(*dossier.PIPVastgesteld)
	if !ok {
		return m
	}
	p := &PIPMelding{Dagtekening: g.GeldigOp, Leerroute: f.Leerroute, Niveau: f.Niveau}
	if p.Niveau == begrip.NiveauB2 {
		p.Niveau = begrip.NiveauB1
	}
	if u := f.Uren.Of(0); f.Leerroute == begrip.RouteB1 && d.DoelgroepOp(g.GeldigOp) == begrip.Asielstatushouder && u >= begrip.Uur {
		p.Intensiteit = dossier.Met(min(int(u/begrip.Uur), 9999))
	}
	if af := afsprakenBij(d, g); af != nil {
		p.Alfabetisering, p.MagOpleidingAfmaken = af.Alfabetisering, af.MagOpleidingAfmaken
	}
	m.PIP = p
	return m
}

// afsprakenBij geeft de afspraken die bij een PIP horen; nil als die er niet zijn.
func afsprakenBij(d *dossier.Dossier, pip *dossier.Gebeurtenis) *dossier.PIPAfspraken {
	for _, f := range dossier.Van[*dossier.PIPAfspraken](d) {
		if pip.ID != "" && d.Echt(f.PIP) == pip.ID {
			return f
		}
	}
	return nil
}

func alfabetisering(d *dossier.Dossier, pip *dossier.Gebeurtenis) string {
	if pip == nil {
		return ""
	}
	if f := afsprakenBij(d, pip); f != nil {
		return f.Alfabetisering
	}
	return ""
}
