package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// BewaarBeeld zegt tot wanneer een dossier en zijn delen mogen blijven.
type BewaarBeeld struct {
	Nummer, Naam string
	Bewaring     *recht.Bewaring
	Logboek      []dossier.Gebeurtenis // voor de uitleg
	Delen        []Deelstand           // wat eerder weg moet dan het dossier
	Aangehouden  *Aanhouding
	MagAanhouden bool
}

// Aanhouding houdt een dossier vast dat anders weg zou gaan, zoals bij een klacht.
type Aanhouding struct {
	Reden, Gebruiker, Naam string
	Dag                    begrip.Datum
	Versie                 int `json:"-"`
}

// soortAanhouding is het register van aangehouden dossiers, op dossiernummer.
const soortAanhouding = store.DossierSoort + "aanhouding"

// Bewaring geeft de bewaartermijnen van een dossier.
func (h *Huis) Bewaring(ctx context.Context, wie Wie, nummer string) (*BewaarBeeld, error) {
	s, err := h.lees(ctx, wie, nummer, dossierZien)
	if err != nil {
		return nil, err
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditDossierGezien, Nummer: nummer, Over: "bewaren"}); err != nil {
		return nil, err
	}
	b := &BewaarBeeld{Nummer: nummer, Naam: s.d.Persoon.Naam.Volledig(), Bewaring: recht.Bewaar(s.d, s.r), Logboek: verberg(s.logboek, rechtenBij(wie, s.van)),
		Delen: deelstanden(s.d, s.r, s.logboek), MagAanhouden: mag(wie, vernietigen)}
	if b.MagAanhouden {
		b.Aangehouden, err = h.aanhouding(ctx, wie.Gemeente, nummer)
	}
	return b, err
}

// bewaarTot geeft de laatste dag van een dossier voor zijn rij, en wat het daarna vasthoudt.
func (h *Huis) bewaarTot(d *dossier.Dossier) (begrip.Datum, string) {
	r, err := h.recht(d)
	if err != nil { // dan is er ook geen antwoord, en dat meldt wie het dossier leest
		return 0, ""
	}
	tot, houdt := recht.BewaarTot(d, r)
	var codes []string
	for _, w := range houdt {
		codes = append(codes, w.Code)
	}
	return tot, strings.Join(codes, " ")
}

func (h *Huis) aanhouding(ctx context.Context, g begrip.Gemeente, nummer string) (*Aanhouding, error) {
	st, err := h.Kelder.LeesStuk(ctx, g, soortAanhouding, nummer)
	if errors.Is(err, store.ErrNietGevonden) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("zoeken of dossier %s wordt aangehouden: %w", nummer, err)
	}
	a := &Aanhouding{Versie: st.Versie}
	if err := json.Unmarshal(st.Inhoud, a); err != nil {
		return nil, fmt.Errorf("aanhouding van dossier %s lezen: %w", nummer, err)
	}
	return a, nil
}

// HoudAan houdt een dossier vast, of laat het weer los als los waar is. Wat wordt
// aangehouden gaat niet weg, ook niet als dat al was goedgekeurd.
func (h *Huis) HoudAan(ctx context.Context, wie Wie, nummer, reden string, los bool) error {
	if !mag(wie, vernietigen) {
		return h.weigerToegang(ctx, wie, nummer)
	}
	s, err := h.lees(ctx, wie, nummer, dossierZien)
	if err != nil {
		return err
	}
	if reden, err = leesReden(reden); err != nil {
		return err
	}
	was, err := h.aanhouding(ctx, wie.Gemeente, nummer)
	if err != nil {
		return err
	}
	over := "aangehouden"
	if los {
		over = "losgelaten"
	}
	audit := []store.Auditregel{h.regelVan(wie, Auditregel{Handeling: AuditAangehouden, Nummer: nummer, Over: over, Reden: reden})}
	versie := 0
	if was != nil {
		versie = was.Versie
	}
	if los {
		if was == nil {
			return nil
		}
		err = h.Kelder.WisStuk(ctx, wie.Gemeente, soortAanhouding, nummer, versie, audit)
	} else {
		var inhoud []byte
		if inhoud, err = json.Marshal(Aanhouding{Reden: reden, Gebruiker: wie.Gebruiker, Naam: wie.Naam, Dag: s.nu.dag}); err == nil {
			err = h.Kelder.BewaarStuk(ctx, wie.Gemeente, store.Stuk{Soort: soortAanhouding, Sleutel: nummer, Versie: versie, Moment: s.nu.seconden, Inhoud: inhoud, Audit: audit})
		}
	}
	switch {
	case errors.Is(err, store.ErrVernietigd): // net, terwijl men dit deed
		return ErrNietGevonden
	case errors.Is(err, store.ErrConflict):
		return weiger("aanhouding-veranderd", "", "Een collega hield dit dossier net aan of liet het los. Bekijk het opnieuw.")
	case err != nil:
		return fmt.Errorf("dossier %s aanhouden: %w", nummer, err)
	}
	return nil
}

// LangeSet is wat van een vernietigd dossier mag blijven: niet meer dan Bi2021 art. 9.9
// lid 2 noemt.
type LangeSet struct {
	Nummer                                string       `json:"-"`
	BSN                                   string       `json:"-"`
	Tot                                   begrip.Datum `json:"-"`
	Voornamen, Voorvoegsel, Geslachtsnaam string
	Adres, Postcode, Plaats               string
	Geboortedatum                         begrip.Datum
	Vrijgesteld                           []Bijzonderheid `json:",omitempty"`
	Ontheven                              []Bijzonderheid `json:",omitempty"`
	Voldaan                               begrip.Datum    // dag waarop aan de plicht is voldaan; leeg is niet voldaan
	Wijze                                 string          // hoe, zoals "voldaan"
}

// Bijzonderheid is een vrijstelling of ontheffing.
type Bijzonderheid struct {
	Dag        begrip.Datum
	Omvang     string
	Onderdelen []string `json:",omitempty"`
}

// langeSet maakt de lange set van een dossier dat weggaat; nil als er niets mag blijven.
func langeSet(d *dossier.Dossier, nummer string, b *recht.Bewaring, moment int64) (*store.LangeSet, error) {
	if b.Lang == 0 || d.Persoon.BSN.IsLeeg() && d.Persoon.Naam.Volledig() == "" {
		return nil, nil
	}
	p := d.Persoon.Persoonsgegevens
	l := LangeSet{Voornamen: p.Voornamen, Voorvoegsel: p.Voorvoegsel, Geslachtsnaam: p.Geslachtsnaam, Adres: p.Adres, Postcode: p.Postcode, Plaats: p.Plaats,
		Geboortedatum: p.Geboortedatum}
	for g, f := range dossier.Van[*dossier.Vrijstelling](d) {
		l.Vrijgesteld = append(l.Vrijgesteld, bijzonderheid(g.GeldigOp, f.Omvang, f.Onderdelen))
	}
	for g, f := range dossier.Van[*dossier.Ontheffing](d) {
		l.Ontheven = append(l.Ontheven, bijzonderheid(g.GeldigOp, f.Omvang, f.Onderdelen))
	}
	if g, f := dossier.Laatste[*dossier.PlichtGeeindigd](d); g != nil && f.Reden == dossier.EindeVoldaan {
		l.Voldaan, l.Wijze = g.GeldigOp, string(f.Reden)
	}
	inhoud, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("lange set van dossier %s schrijven: %w", nummer, err)
	}
	return &store.LangeSet{Nummer: nummer, Tot: b.Lang, Moment: moment, Grond: grondLang, BSN: d.Persoon.BSN, Inhoud: inhoud}, nil
}

func bijzonderheid(dag begrip.Datum, o dossier.Omvang, delen []begrip.Onderdeel) Bijzonderheid {
	b := Bijzonderheid{Dag: dag, Omvang: string(o)}
	for _, d := range delen {
		b.Onderdelen = append(b.Onderdelen, string(d))
	}
	return b
}

// LangeSetVan maakt de lange set opnieuw als een dossier uit een reservekopie als
// vernietigd terugkomt: de kopie is van vóór die dag.
func (h *Huis) LangeSetVan(l store.Logboek, v store.Vernietiging) (*store.LangeSet, error) {
	d := dossier.Opbouwen(l.Gebeurtenissen, v.Dag, 0)
	r, err := h.recht(d)
	if err != nil {
		return nil, err
	}
	return langeSet(d, l.Nummer, recht.Bewaar(d, r), v.Moment)
}

// ZoekLangeSet geeft wat van de vernietigde dossiers van een persoon bleef. De reden staat
// in de audit, ook als er niets is.
func (h *Huis) ZoekLangeSet(ctx context.Context, wie Wie, tekst, reden string) ([]LangeSet, error) {
	if !mag(wie, langeSetZien) || !mag(wie, bsnZien) {
		return nil, ErrMagNiet
	}
	bsn, err := begrip.LeesBSN(tekst)
	if err != nil {
		return nil, weiger("bsn-ongeldig", "bsn", "Dit is geen burgerservicenummer. Controleer de negen cijfers.")
	}
	if reden, err = leesReden(reden); err != nil {
		return nil, err
	}
	uit, err := h.langeSetsVan(ctx, wie.Gemeente, bsn)
	if err != nil {
		return nil, err
	}
	regels := []Auditregel{{Handeling: AuditLangGezien, Over: "bsn", Reden: reden}}
	for i, l := range uit {
		if i > 0 {
			regels = append(regels, regels[0])
		}
		regels[i].Nummer, regels[i].Aantal = l.Nummer, len(uit)
	}
	return uit, h.noteer(ctx, wie, regels...)
}

// langeSetsVan geeft wat van de vernietigde dossiers van een persoon bleef.
func (h *Huis) langeSetsVan(ctx context.Context, g begrip.Gemeente, bsn begrip.BSN) ([]LangeSet, error) {
	ls, err := h.Kelder.ZoekLangeSet(ctx, g, bsn)
	if err != nil {
		return nil, fmt.Errorf("lange set zoeken: %w", err)
	}
	var uit []LangeSet
	for _, l := range ls {
		x := LangeSet{}
		if err := json.Unmarshal(l.Inhoud, &x); err != nil {
			return nil, fmt.Errorf("lange set van dossier %s lezen: %w", l.Nummer, err)
		}
		x.Nummer, x.BSN, x.Tot = l.Nummer, l.BSN.Cijfers(), l.Tot
		uit = append(uit, x)
	}
	return uit, nil
}
