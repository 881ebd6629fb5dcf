package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// Meldopdracht is de opdracht om iets aan DUO te melden. Langs het portaal is Dag de dag
// waarop iemand het daar invulde; anders is het vandaag.
type Meldopdracht struct {
	Vastlegging
	Melding      DUOMelding
	BerichtID    string // kenmerk van precies dit bericht
	Weg          dossier.Meldweg
	Instellingen []Instelling // lijst van DUO; nil is niet bekend
}

// MeldAanDUO legt vast wat aan DUO wordt gemeld, als DUO het zou aannemen. Wat nog wacht
// telt daarbij als gemeld: berichten over één mens gaan op volgorde. Langs het portaal is
// het meteen klaar. Velden: zie KeurMelding, en op (de dag van invullen).
//
// wet: bi2021#art-9.3-lid-2
func MeldAanDUO(d *dossier.Dossier, r *wetten.Recht, o Meldopdracht) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	for i := range z.weigeringen { // het formulier heeft al een veld dag
		z.weigeringen[i].Plaats = "op"
	}
	if d.Stelsel != begrip.Wi2021 {
		z.weiger("verkeerd-stelsel", "", grondPlicht, "Deze persoon valt onder de oude wet. Aan DUO meldt u dit alleen onder de wet van 2021.")
		return z.klaar()
	}
	gemeld := Gemelde(d)
	om := OmstandighedenVan(d, recht.Reken(d, r), o.Dag, o.Instellingen)
	om.Portaal = o.Weg == dossier.WegPortaal
	for _, g := range gemeld {
		if g.Stand == Onderweg {
			om = om.Na(g.Melding)
		}
	}
	z.weigeringen = append(z.weigeringen, KeurMelding(o.Melding, om)...)
	z.alGemeld(gemeld, o)
	if len(z.weigeringen) > 0 {
		return z.klaar()
	}
	b, err := SchrijfMelding(o.Melding)
	if err != nil { // KeurMelding liet hem door
		panic("besluit: " + err.Error())
	}
	z.feit(&dossier.MeldingVerstuurd{BerichtID: o.BerichtID, MeldingSoort: string(o.Melding.Soort), Sleutel: o.Melding.Sleutel(), Weg: o.Weg, Melding: b})
	if o.Weg == dossier.WegPortaal {
		z.bevestig(o.BerichtID, o.Melding)
	}
	return z.klaar()
}

// alGemeld weigert wat DUO al zo heeft of wat al onderweg is.
func (z *zaak) alGemeld(gemeld []Gemeld, o Meldopdracht) {
	laatste, _ := Laatst(gemeld, o.Melding.Vak())
	if laatste == nil || !laatste.Melding.Zelfde(o.Melding) {
		return
	}
	switch laatste.Stand {
	case Onderweg:
		z.weiger("al-gedaan", "", grondDUO, "Precies dit bericht is al onderweg naar DUO. U hoeft niets te doen.")
	case Bevestigd:
		z.weiger("al-gedaan", "", grondDUO, "DUO heeft dit al sinds "+laatste.Afgehandeld.Voluit()+". Verander eerst iets, of ga terug.")
	}
}

// bevestig legt vast dat DUO de melding heeft. Bij het laatste PIP is dan ook aan de
// termijn van tien werkdagen voldaan.
func (z *zaak) bevestig(berichtID string, m DUOMelding) {
	z.feit(&dossier.MeldingBevestigd{BerichtID: berichtID})
	if IsLaatstePIP(z.d, m) {
		z.feit(&dossier.PIPGemeld{})
	}
}

// IsLaatstePIP zegt of de melding over het PIP van nu gaat. Een bevestiging van een ouder
// PIP voldoet niet aan de termijn voor het nieuwe.
func IsLaatstePIP(d *dossier.Dossier, m DUOMelding) bool {
	pip, f := dossier.Laatste[*dossier.PIPVastgesteld](d)
	return m.Soort == MeldingPIP && m.PIP != nil && pip != nil && m.PIP.Dagtekening == pip.GeldigOp && m.PIP.Leerroute == f.Leerroute
}

// BevestigMelding legt vast dat DUO een bericht aannam.
func BevestigMelding(d *dossier.Dossier, r *wetten.Recht, v Vastlegging, berichtID string, m DUOMelding) Besluit {
	z := begin(d, r, v)
	z.bevestig(berichtID, m)
	return Besluit{Gebeurtenissen: z.uit}
}

// WeigerMelding legt vast dat een bericht niet is aangenomen, met de redenen van DUO of
// van onze eigen keuring op het moment van versturen; één per regel.
func WeigerMelding(d *dossier.Dossier, r *wetten.Recht, v Vastlegging, berichtID, fouten string) Besluit {
	z := begin(d, r, v)
	z.feit(&dossier.MeldingGeweigerd{BerichtID: berichtID, Fouten: fouten})
	return Besluit{Gebeurtenissen: z.uit}
}

// PlanMeldingen geeft de berichten die vanzelf weggaan na nieuwe feiten: het PIP, en de
// contactpersoon na een toewijzing. Wat DUO niet zou aannemen wordt niet gepland; dat ziet
// iemand op het scherm. Contact geeft het nummer van een medewerker bij DUO, nul is geen.
func PlanMeldingen(d *dossier.Dossier, r *wetten.Recht, vandaag begrip.Datum, contact func(medewerker string) int) []DUOMelding {
	a := recht.Reken(d, r)
	om := OmstandighedenVan(d, a, vandaag, nil)
	for _, g := range Gemelde(d) {
		if g.Stand == Onderweg {
			om = om.Na(g.Melding)
		}
	}
	var uit []DUOMelding
	for _, v := range Verschillen(d, a, vandaag) {
		m := v.Melding
		if v.Wat == VerschilGeen || v.Wat == VerschilWacht || v.Wat == VerschilGeweigerd || m.Soort != MeldingPIP && m.Soort != MeldingContact {
			continue
		}
		if m.Soort == MeldingContact && m.Actie == MeldingKoppel {
			k := *m.Contact
			k.ID = contact(k.Medewerker)
			m.Contact = &k
		}
		if len(KeurMelding(m, om)) == 0 {
			om = om.Na(m)
			uit = append(uit, m)
		}
	}
	return uit
}
