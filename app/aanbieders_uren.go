package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// handelingUren is de naam van de handeling in audit, maatstaf en concept.
const handelingUren = "lesmaand"

// Maandbeeld is wat er over één maand van een deelnemer staat, of nog niet.
type Maandbeeld struct {
	Nummer, Naam string
	Deelname     string // kenmerk
	Wat          dossier.Aanbod
	Maand        begrip.Datum
	Over         string // kenmerk van wat er staat; leeg is nog niets
	Soorten      []besluit.Lessoort
	Uren         []dossier.Optie[begrip.Uren] // bij Soorten
	Lesmaand     *dossier.Lesmaand            // nil is nog niets
}

// Maandrij zegt van een maand of zij is ingevuld, en dan hoeveel uren iemand volgde en miste.
type Maandrij struct {
	Maand                             begrip.Datum
	Ingevuld                          bool
	Gevolgd, Geoorloofd, Ongeoorloofd begrip.Uren
	Inzet                             dossier.Inzet
}

func maandrij(d *dossier.Dossier, kenmerk string, wat dossier.Aanbod, maand begrip.Datum) Maandrij {
	r := Maandrij{Maand: maand}
	g := besluit.ZoekLesmaand(d, kenmerk, maand)
	if g == nil {
		return r
	}
	f, uren := besluit.UrenVan(d, g, besluit.LessoortenVoor(wat))
	if f == nil {
		return r
	}
	for _, u := range uren {
		r.Gevolgd += u.Of(0)
	}
	r.Ingevuld, r.Geoorloofd, r.Ongeoorloofd, r.Inzet = true, f.Geoorloofd.Of(0), f.Ongeoorloofd.Of(0), f.Inzet
	return r
}

// ingevuldeMaanden geeft wat een instelling over een deelname gaf, de nieuwste maand eerst.
func ingevuldeMaanden(d *dossier.Dossier, kenmerk string, wat dossier.Aanbod) []Maandrij {
	var uit []Maandrij
	for _, f := range dossier.Van[*dossier.Lesmaand](d) {
		if d.Echt(f.Deelname) == d.Echt(kenmerk) {
			uit = append(uit, maandrij(d, kenmerk, wat, f.Maand))
		}
	}
	slices.SortFunc(uit, func(a, b Maandrij) int { return cmp.Compare(b.Maand, a.Maand) })
	return uit
}

// meesteMaanden is hoeveel maanden terug een instelling ziet en verbetert.
const meesteMaanden = 6

// maandenVan geeft de maanden waarin iemand meedoet, de nieuwste eerst.
func maandenVan(s *stand, r store.Deelnameregel) []Maandrij {
	laatste := s.nu.dag
	if r.Tot != 0 {
		laatste = min(laatste, r.Tot)
	}
	var uit []Maandrij
	for m := maandVan(laatste); len(uit) < meesteMaanden && m.PlusMaanden(1) > r.Vanaf; m = m.PlusMaanden(-1) {
		uit = append(uit, maandrij(s.d, r.Kenmerk, dossier.Aanbod(r.Wat), m))
	}
	return uit
}

// maandVan geeft de eerste dag van de maand.
func maandVan(d begrip.Datum) begrip.Datum { return d.Plus(1 - d.DagVanMaand()) }

// eigenStand leest een deelnemer om er uren van te geven of te zien; kenmerk is de deelname.
func (h *Huis) eigenStand(ctx context.Context, wie Wie, nummer, kenmerk string) (*stand, Verwerker, store.Deelnameregel, error) {
	v, rijen, err := h.eigenDeelnames(ctx, wie, nummer, voortgangGeven)
	if err != nil {
		return nil, v, store.Deelnameregel{}, err
	}
	s, err := h.leesDeelnemer(ctx, wie, nummer)
	if err != nil {
		return nil, v, store.Deelnameregel{}, err
	}
	kenmerk = s.d.Echt(kenmerk)
	i := slices.IndexFunc(rijen, func(r store.Deelnameregel) bool { return r.Kenmerk == kenmerk })
	if i < 0 {
		return nil, v, store.Deelnameregel{}, ErrNietGevonden
	}
	return s, v, rijen[i], nil
}

// Lesmaand geeft wat er over een maand staat, om in te vullen of te verbeteren.
func (h *Huis) Lesmaand(ctx context.Context, wie Wie, nummer, kenmerk string, maand begrip.Datum) (*Maandbeeld, error) {
	s, v, rij, err := h.eigenStand(ctx, wie, nummer, kenmerk)
	if err != nil {
		return nil, err
	}
	g := s.d.ZoekID(rij.Kenmerk)
	f, ok := g.Feit.(*dossier.Deelname)
	if !ok || !recht.VoortgangGevraagd(s.d, f) || !slices.ContainsFunc(maandenVan(s, rij), func(m Maandrij) bool { return m.Maand == maand }) {
		return nil, ErrNietGevonden
	}
	if err := h.noteer(ctx, wie, Auditregel{Handeling: AuditDeelnemerGezien, Nummer: nummer, Over: v.Kenmerk}); err != nil {
		return nil, err
	}
	b := &Maandbeeld{Nummer: nummer, Naam: s.d.Persoon.Naam.Volledig(), Deelname: rij.Kenmerk, Wat: f.Wat, Maand: maand, Soorten: besluit.LessoortenVoor(f.Wat)}
	b.Uren = make([]dossier.Optie[begrip.Uren], len(b.Soorten))
	if staat := besluit.ZoekLesmaand(s.d, rij.Kenmerk, maand); staat != nil {
		b.Over = staat.ID
		b.Lesmaand, b.Uren = besluit.UrenVan(s.d, staat, b.Soorten)
	}
	return b, nil
}

// GeefMaand legt uren en aanwezigheid van een maand vast. Wie intussen iets anders in het
// dossier vastlegt, houdt dit niet tegen; wie dezelfde maand invulde wel. Hetzelfde
// formulier nog eens verandert niets.
func (h *Huis) GeefMaand(ctx context.Context, wie Wie, nummer string, o besluit.Maandopgave) (err error) {
	ctx, slot := h.stap(ctx, "act "+handelingUren)
	defer func() { slot(err) }()
	for poging := 1; ; poging++ {
		err := h.geefMaand(ctx, wie, nummer, o)
		if !errors.Is(err, store.ErrConflict) || poging == pogingen {
			return err
		}
	}
}

func (h *Huis) geefMaand(ctx context.Context, wie Wie, nummer string, o besluit.Maandopgave) error {
	s, v, rij, err := h.eigenStand(ctx, wie, nummer, o.Deelname)
	if err != nil {
		return err
	}
	o.Deelname, o.Keurmerk, o.Bron = rij.Kenmerk, v.Keurmerk, "aanbieder"
	s.onderteken(&o.Vastlegging, wie)
	concept := store.ConceptSleutel{Gebruiker: wie.Gebruiker, Nummer: nummer, Handeling: lesconcept(o.Deelname, o.Maand)}
	if besluit.StaatAl(s.d, dossier.Aanbod(rij.Wat), o) {
		if err := h.Kelder.WisConcept(ctx, wie.Gemeente, concept); err != nil {
			return fmt.Errorf("concept wissen: %w", err)
		}
		return nil
	}
	erbij, _, weigeringen, err := s.stelOp(uitvoering{naam: handelingUren, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) { return besluit.GeefMaand(s.d, s.r, o) }})
	if err != nil {
		return fmt.Errorf("uren in dossier %s: %w", nummer, err)
	}
	if len(weigeringen) > 0 {
		return &Geweigerd{weigeringen}
	}
	t := h.toevoeging(wie.Gemeente, s, erbij)
	t.WisConcept = &concept
	t.Audit = []store.Auditregel{h.regelVan(wie, Auditregel{Handeling: handelingUren, Nummer: nummer, Over: v.Kenmerk})}
	if err := h.voegToe(ctx, t); err != nil {
		return fmt.Errorf("uren in dossier %s vastleggen: %w", nummer, err)
	}
	return nil
}

func lesconcept(deelname string, maand begrip.Datum) string {
	return handelingUren + ":" + deelname + ":" + maand.String()
}

// Lesconcept geeft wat deze mens bij deze maand had staan; ErrNietGevonden als er niets is.
func (h *Huis) Lesconcept(ctx context.Context, wie Wie, nummer, deelname string, maand begrip.Datum) (Concept, error) {
	_, _, rij, err := h.eigenStand(ctx, wie, nummer, deelname)
	if err != nil {
		return Concept{}, err
	}
	c, err := h.Kelder.LeesConcept(ctx, wie.Gemeente, store.ConceptSleutel{Gebruiker: wie.Gebruiker, Nummer: nummer, Handeling: lesconcept(rij.Kenmerk, maand)})
	if errors.Is(err, store.ErrNietGevonden) {
		return Concept{}, ErrNietGevonden
	}
	if err != nil {
		return Concept{}, fmt.Errorf("concept lezen: %w", err)
	}
	uit := Concept{Bewaard: time.Unix(c.Moment, 0).UTC()}
	if err := json.Unmarshal(c.Inhoud, &uit.Velden); err != nil {
		return Concept{}, fmt.Errorf("concept lezen: %w", err)
	}
	return uit, nil
}

// BewaarLesconcept bewaart wat er in het formulier stond; er is nog niets vastgelegd.
func (h *Huis) BewaarLesconcept(ctx context.Context, wie Wie, nummer, deelname string, maand begrip.Datum, velden map[string][]string) error {
	_, _, rij, err := h.eigenStand(ctx, wie, nummer, deelname)
	if err != nil {
		return err
	}
	b, err := json.Marshal(velden)
	if err != nil {
		return fmt.Errorf("concept opschrijven: %w", err)
	}
	c := store.Concept{ConceptSleutel: store.ConceptSleutel{Gebruiker: wie.Gebruiker, Nummer: nummer, Handeling: lesconcept(rij.Kenmerk, maand)}, Moment: h.nu().seconden, Inhoud: b}
	if err := h.Kelder.BewaarConcept(ctx, wie.Gemeente, c); err != nil {
		return fmt.Errorf("concept bewaren: %w", err)
	}
	return nil
}
