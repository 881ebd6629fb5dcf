package app

import (
	"context"
	"slices"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// Meldregel is één ding dat DUO van iemand moet weten, naast wat wij erover meldden.
type Meldregel struct {
	Pad     string             // laatste deel van het adres van het formulier
	Melding besluit.DUOMelding // wat er nu gemeld zou worden
	Wat     besluit.Verschil
	Weg     dossier.Meldweg
	Laatste *besluit.Gemeld    // het laatste bericht hierover; nil is geen
	BijDUO  *besluit.Gemeld    // het laatste dat DUO aannam; nil is geen
	Mis     []begrip.Weigering // waarom DUO het nu niet zou aannemen
}

// TeDoen zegt of er nog iets gemeld moet worden.
func (r Meldregel) TeDoen() bool {
	return r.Wat != besluit.VerschilGeen && r.Wat != besluit.VerschilWacht
}

// Meldblad is wat DUO van iemand moet weten, in de volgorde van het portaal.
type Meldblad struct {
	Verbonden    bool // er is een verbinding; anders gaat alles langs het portaal
	Regels       []Meldregel
	Overige      []besluit.MeldingSoort // waarover nog niets te melden is en niets gemeld
	Gemeld       []besluit.Gemeld       // alle berichten, nieuwste eerst
	Instellingen []besluit.Instelling   // lijst van DUO; nil is niet bekend
	PIPTermijn   *recht.Termijn         // de tien werkdagen; nil zonder PIP
}

// Regel zoekt een regel op zijn pad.
func (b *Meldblad) Regel(pad string) (Meldregel, bool) {
	i := slices.IndexFunc(b.Regels, func(r Meldregel) bool { return r.Pad == pad })
	if i < 0 {
		return Meldregel{}, false
	}
	return b.Regels[i], true
}

// Verbonden zegt of deze gemeente een verbinding met DUO heeft.
func (h *Huis) Verbonden() bool { return h.Keten != nil }

// Meldingen geeft wat DUO van iemand moet weten, voor wie met het dossier mag handelen.
func (h *Huis) Meldingen(ctx context.Context, wie Wie, b *DossierBeeld) (*Meldblad, error) {
	if !b.Rechten.Handelen {
		return nil, ErrMagNiet
	}
	uit := &Meldblad{Verbonden: h.Verbonden(), Instellingen: h.instellingen(ctx)}
	if t, ok := b.Antwoord.Termijn("pip-melden"); ok {
		uit.PIPTermijn = &t
	}
	gemeld := besluit.Gemelde(b.Dossier)
	om := besluit.OmstandighedenVan(b.Dossier, b.Antwoord, b.Vandaag, uit.Instellingen)
	for _, g := range gemeld {
		if g.Stand == besluit.Onderweg {
			om = om.Na(g.Melding)
		}
	}
	contact, err := h.contactVan(ctx, wie.Gemeente, b.Dossier.Klantmanager)
	if err != nil {
		return nil, err
	}
	regels := meldregels(b, gemeld)
	nummers, err := h.duoNummers(ctx, wie.Gemeente, b.Dossier)
	if err != nil {
		return nil, err
	}
	for i := range regels {
		r := &regels[i]
		if a := r.Melding.Aanbod; a != nil && a.Instelling == "" && r.TeDoen() && nummers[r.Melding.Over] != "" {
			k := *a
			k.Instelling = nummers[r.Melding.Over]
			r.Melding.Aanbod = &k
		}
		r.Weg = h.weg(r.Melding.Soort)
		if c := r.Melding.Contact; c != nil && r.Melding.Actie == besluit.MeldingKoppel && r.Weg == dossier.WegM2M {
			k := *c
			k.ID = contact.Nummer
			r.Melding.Contact = &k
		} else if c != nil { // in het portaal typt iemand de gegevens zelf over
			k, wie := *c, h.medewerker(c.Medewerker)
			k.Naam, k.Email, k.Telefoon = wie.Naam, wie.Email, wie.Telefoon
			r.Melding.Contact = &k
		}
		if !r.TeDoen() {
			continue
		}
		om.Portaal = r.Weg == dossier.WegPortaal
		r.Mis = besluit.KeurMelding(r.Melding, om)
		if len(r.Mis) == 0 {
			om = om.Na(r.Melding)
		}
	}
	uit.Regels = regels
	for _, s := range besluit.MeldingSoorten {
		if om.Groep != begrip.Asielstatushouder && (s == besluit.MeldingAanbod || s.IsUren()) {
			continue // DUO neemt dit alleen over een asielstatushouder aan
		}
		if s != besluit.MeldingContact && !slices.ContainsFunc(regels, func(r Meldregel) bool { return r.Melding.Soort == s }) {
			uit.Overige = append(uit.Overige, s)
		}
	}
	uit.Gemeld = slices.Clone(gemeld) // de regels wijzen in gemeld zelf: dat blijft staan zoals het staat
	slices.Reverse(uit.Gemeld)
	return uit, nil
}

// meldregels zet naast elkaar wat gemeld moet worden en wat al gemeld is, op de volgorde
// van het portaal.
func meldregels(b *DossierBeeld, gemeld []besluit.Gemeld) []Meldregel {
	var uit []Meldregel
	for _, v := range besluit.Verschillen(b.Dossier, b.Antwoord, b.Vandaag) {
		uit = append(uit, Meldregel{Pad: MeldPad(v.Melding), Melding: v.Melding, Wat: v.Wat, Laatste: v.Laatste, BijDUO: v.BijDUO})
	}
	for i := range gemeld { // wat iemand zelf meldde, zonder dat het uit een feit komt
		m := gemeld[i].Melding
		if m.Soort == besluit.MeldingContact || slices.ContainsFunc(uit, func(r Meldregel) bool {
			return heeftBericht(r, gemeld[i].BerichtID) || r.Melding.Soort == m.Soort && r.Melding.Vak() == m.Vak()
		}) {
			continue
		}
		laatste, bij := besluit.Laatst(gemeld, m.Vak())
		wat := besluit.VerschilGeen
		switch laatste.Stand {
		case besluit.Onderweg:
			wat = besluit.VerschilWacht
		case besluit.Geweigerd:
			wat = besluit.VerschilGeweigerd
		}
		uit = append(uit, Meldregel{Pad: MeldPad(laatste.Melding), Melding: laatste.Melding, Wat: wat, Laatste: laatste, BijDUO: bij})
	}
	plaats := func(s besluit.MeldingSoort) int { return slices.Index(besluit.MeldingSoorten, s) }
	slices.SortStableFunc(uit, func(x, y Meldregel) int { return plaats(x.Melding.Soort) - plaats(y.Melding.Soort) })
	return uit
}

func heeftBericht(r Meldregel, id string) bool {
	return r.Laatste != nil && id != "" && r.Laatste.BerichtID == id
}
