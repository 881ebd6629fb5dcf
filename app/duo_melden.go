package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"unicode"
	"unicode/utf8"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// WerkDUOMelden is het uitgaande werk om één melding naar DUO te brengen.
const WerkDUOMelden = "duo-melden"

// TaakDUOMelden is de taak om DUO iets te laten weten dat in het dossier staat.
const TaakDUOMelden = "duo-melden"

// AuditMelding is de auditregel van een antwoord op een melding, en van een wijziging van
// een contactpersoon bij DUO.
const AuditMelding = "duo-melding"

// nieuwBerichtID geeft een willekeurig kenmerk in de vorm die DUO vraagt (uuid, versie 4), ook
// voor een bericht of lijst die wij zelf opschrijven. Een bericht houdt het bij elke nieuwe
// poging; een bericht met andere inhoud krijgt een ander.
func nieuwBerichtID() string {
	var b [16]byte
	rand.Read(b[:]) // mislukt nooit: zonder toeval stopt het programma
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// weg zegt hoe een melding van deze soort bij DUO komt.
func (h *Huis) weg(s besluit.MeldingSoort) dossier.Meldweg {
	if h.Keten != nil && h.Keten.Brengt(s) {
		return dossier.WegM2M
	}
	return dossier.WegPortaal
}

// MeldAanDUO meldt iets aan DUO: via de verbinding, of door vast te leggen dat iemand het
// in het portaal heeft gezet. Wat DUO zou weigeren gaat niet weg: dat komt als Geweigerd.
// Een ander die net voor was komt als Conflict.
func (h *Huis) MeldAanDUO(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Meldopdracht) (Vastgelegd, error) {
	o.Weg = h.weg(o.Melding.Soort)
	if o.Melding.Soort == besluit.MeldingContact && o.Weg == dossier.WegM2M {
		c, err := h.contactVan(ctx, wie.Gemeente, medewerkerIn(o.Melding))
		if err != nil {
			return Vastgelegd{}, err
		}
		k := *o.Melding.Contact
		k.ID = max(k.ID, c.Nummer)
		o.Melding.Contact = &k
	}
	if o.Melding.Soort == besluit.MeldingAanbod {
		o.Instellingen = h.instellingen(ctx)
	}
	return h.voer(ctx, wie, nummer, versie, h.meldAanDUO(wie, o))
}

func medewerkerIn(m besluit.DUOMelding) string {
	if m.Contact == nil {
		return ""
	}
	return m.Contact.Medewerker
}

// conceptMelding is de sleutel van het concept van een meldformulier.
func conceptMelding(s besluit.MeldingSoort) string { return "duo-" + string(s) }

func (h *Huis) meldAanDUO(wie Wie, o besluit.Meldopdracht) uitvoering {
	return uitvoering{naam: conceptMelding(o.Melding.Soort), wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.onderteken(&o.Vastlegging, wie)
		if o.Weg == dossier.WegM2M {
			o.Dag = s.nu.dag
		}
		o.BerichtID = nieuwBerichtID()
		return besluit.MeldAanDUO(s.d, s.r, o)
	}}
}

// metMeldingen zet achter een besluit de berichten aan DUO die er vanzelf bij horen. Zonder
// verbinding zijn die er niet: dan staan zij op de lijst voor het portaal.
func (h *Huis) metMeldingen(s *stand, v besluit.Vastlegging, b besluit.Besluit, contact func(string) int) besluit.Besluit {
	if h.Keten == nil || len(b.Gebeurtenissen) == 0 {
		return b
	}
	n := b.Gebeurtenissen[len(b.Gebeurtenissen)-1].Nummer
	for _, m := range besluit.PlanMeldingen(s.d.Met(b.Gebeurtenissen...), s.r, s.nu.dag, contact) {
		inhoud, err := besluit.SchrijfMelding(m)
		if err != nil || h.weg(m.Soort) != dossier.WegM2M { // wat gepland is laat zich altijd opschrijven
			continue
		}
		n++
		b.Gebeurtenissen = append(b.Gebeurtenissen, dossier.Gebeurtenis{Nummer: n, Vorm: dossier.HuidigeVorm, ID: s.kenmerk(n), GeldigOp: s.nu.dag,
			Wie: v.Wie, Rol: v.Rol, Bron: "huis", Feit: &dossier.MeldingVerstuurd{BerichtID: nieuwBerichtID(), MeldingSoort: string(m.Soort),
				Sleutel: m.Sleutel(), Weg: dossier.WegM2M, Melding: inhoud}})
	}
	return b
}

// geenContact is voor een besluit dat niets over de contactpersoon zegt.
func geenContact(string) int { return 0 }

// naarDUO zegt wat DUO van nieuwe feiten te horen krijgt, één zin per bericht. Wat niet
// vanzelf gaat, moet iemand in het portaal zetten.
func naarDUO(erbij []dossier.Gebeurtenis) []string {
	var pip, vanzelf []string
	for i := range erbij {
		switch f := erbij[i].Feit.(type) {
		case *dossier.PIPVastgesteld:
			pip = append(pip, "Het PIP met de "+f.Leerroute.Titel()+", gedagtekend op "+erbij[i].GeldigOp.Voluit()+".")
		case *dossier.MeldingVerstuurd:
			if m, err := besluit.LeesMelding(f.Melding); err == nil && f.Weg == dossier.WegM2M {
				vanzelf = append(vanzelf, meldzin(m))
			}
		}
	}
	if len(vanzelf) > 0 {
		return vanzelf
	}
	return pip
}

// meldzin zegt welk bericht er vanzelf naar DUO gaat.
func meldzin(m besluit.DUOMelding) string {
	switch {
	case m.PIP != nil:
		return "Het PIP met de " + m.PIP.Leerroute.Titel() + ", gedagtekend op " + m.PIP.Dagtekening.Voluit() + ". Dit bericht gaat vanzelf naar DUO."
	case m.Actie == besluit.MeldingKoppel:
		return "Wie de contactpersoon is. Dit bericht gaat vanzelf naar DUO."
	case m.Actie == besluit.MeldingOntkoppel:
		return "Wie niet meer de contactpersoon is. Dit bericht gaat vanzelf naar DUO."
	}
	return hoofdletter(m.Soort.Titel()) + ". Dit bericht gaat vanzelf naar DUO."
}

// teMelden geeft het werk dat bij nieuwe feiten hoort: elk voornemen om via de verbinding
// iets te melden.
func (h *Huis) teMelden(nummer string, nu moment, erbij []dossier.Gebeurtenis) []store.Uitgaand {
	var uit []store.Uitgaand
	for i := range erbij {
		if f, ok := erbij[i].Feit.(*dossier.MeldingVerstuurd); ok && f.Weg == dossier.WegM2M && f.BerichtID != "" {
			uit = append(uit, meldwerk(nummer, f.BerichtID, nu))
		}
	}
	return uit
}

func meldwerk(nummer, berichtID string, nu moment) store.Uitgaand {
	return store.Uitgaand{Sleutel: WerkDUOMelden + ":" + berichtID, Soort: WerkDUOMelden, Nummer: nummer, Inhoud: []byte(berichtID), Vanaf: nu.seconden}
}

// taken geeft alles wat er bij een dossier te doen is: wat de wet vraagt, en wat DUO nog
// moet weten. Dat laatste hoort hier en niet in kern/agenda: het hangt ervan af of deze
// gemeente een verbinding heeft, en het telt niet mee in het antwoord van de wet.
func (h *Huis) taken(d *dossier.Dossier, a *recht.Antwoord) []agenda.Taak {
	return append(agenda.Afleiden(d, a), meldtaken(d, a)...)
}

func meldtaken(d *dossier.Dossier, a *recht.Antwoord) []agenda.Taak {
	var uit []agenda.Taak
	for _, v := range besluit.Verschillen(d, a, d.Peil) {
		if v.VraagtIets(d) {
			uit = append(uit, agenda.Taak{Soort: TaakDUOMelden, Over: MeldPad(v.Melding), Rol: begrip.Klantmanager, Bron: bronMelden, Reden: meldreden(v)})
		}
	}
	return uit
}

var bronMelden = &begrip.Vindplaats{Regeling: "Bi2021", Artikel: "9.3"}

// meldreden zegt in de werklijst waarom iets gemeld moet worden.
func meldreden(v besluit.Meldverschil) string {
	wat := hoofdletter(v.Melding.Soort.Titel())
	switch v.Wat {
	case besluit.VerschilGeweigerd:
		return wat + ": DUO nam het bericht niet aan. Kijk waarom en verbeter het"
	case besluit.VerschilGewijzigd:
		return wat + ": het dossier is veranderd en DUO weet dat nog niet"
	case besluit.VerschilIntrekken:
		return wat + ": DUO heeft nog iets wat niet meer in het dossier staat"
	}
	return wat + ": DUO weet dit nog niet"
}

func hoofdletter(s string) string {
	if s == "" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// MeldPad geeft het laatste deel van het adres van het formulier van een melding; het
// noemt het feit waar zij uit komt als er meer van die soort kunnen zijn.
func MeldPad(m besluit.DUOMelding) string {
	if m.Soort == besluit.MeldingAanbod && m.Over != "" {
		return string(m.Soort) + ":" + m.Over
	}
	if m.Soort == besluit.MeldingContact && m.Actie == besluit.MeldingOntkoppel {
		return string(m.Soort) + ":weg"
	}
	return string(m.Soort)
}
