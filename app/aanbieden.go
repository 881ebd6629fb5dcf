package app

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// BiedAan legt een aanbod vast, met de instelling uit het register bij wie iemand meedoet.
// Een weigering komt als Geweigerd, een ander die net voor was als Conflict.
func (h *Huis) BiedAan(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Aanbieding) (Vastgelegd, error) {
	vs, err := h.verwerkers(ctx, wie.Gemeente)
	if err != nil {
		return Vastgelegd{}, err
	}
	return h.voer(ctx, wie, nummer, versie, uitvoering{naam: "aanbod", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.ondertekenNu(&o.Vastlegging, wie)
		w := wijsAan(vs, o.Aanbieder, o.Wat, &o.Instelling)
		b, ws := besluit.BiedAan(s.d, s.r, o)
		return metWeigering(b, w, ws)
	}})
}

// WijzigDeelname legt vast bij welke instelling iemand meedoet en tot wanneer.
func (h *Huis) WijzigDeelname(ctx context.Context, wie Wie, nummer string, versie int, o besluit.Deelneming) (Vastgelegd, error) {
	vs, err := h.verwerkers(ctx, wie.Gemeente)
	if err != nil {
		return Vastgelegd{}, err
	}
	return h.voer(ctx, wie, nummer, versie, uitvoering{naam: "deelname", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		s.ondertekenNu(&o.Vastlegging, wie)
		was, wat := "", dossier.Aanbod("")
		if g := s.d.ZoekID(o.Over); g != nil {
			switch f := g.Feit.(type) {
			case *dossier.Aangeboden:
				wat = f.Wat
			case *dossier.Deelname:
				was, wat, o.Instelling = f.Aanbieder, f.Wat, f.Naam
			}
		}
		var w *begrip.Weigering
		if o.Aanbieder != was { // wie er al was, mag blijven tot hij klaar is
			w = wijsAan(vs, o.Aanbieder, wat, &o.Instelling)
		}
		b, ws := besluit.WijzigDeelname(s.d, s.r, o)
		return metWeigering(b, w, ws)
	}})
}

// wijsAan zoekt de gekozen instelling op en zet haar naam erbij. Een overeenkomst die
// ontbreekt houdt niets tegen: dan ziet zij nog niets.
func wijsAan(vs []Verwerker, kenmerk string, wat dossier.Aanbod, naam *string) *begrip.Weigering {
	if kenmerk == "" {
		return nil
	}
	v := zoekVerwerker(vs, kenmerk)
	switch {
	case v == nil || v.Kenmerk != kenmerk:
		return &begrip.Weigering{Code: "aanbieder-onbekend", Plaats: "aanbieder", Zin: "Deze instelling staat niet in het register. Kies een andere uit de lijst."}
	case v.Gestopt:
		return &begrip.Weigering{Code: "aanbieder-gestopt", Plaats: "aanbieder", Zin: v.Naam + " werkt niet meer voor de gemeente. Kies een andere instelling."}
	case wat != "" && !v.Geeft(wat):
		return &begrip.Weigering{Code: "verkeerde-soort", Plaats: "aanbieder", Zin: v.Naam + " geeft dit volgens het register niet. Kies een andere instelling, of laat het register aanvullen."}
	}
	*naam = v.Naam
	return nil
}

func metWeigering(b besluit.Besluit, erbij *begrip.Weigering, ws []begrip.Weigering) (besluit.Besluit, []begrip.Weigering) {
	if erbij == nil {
		return b, ws
	}
	return besluit.Besluit{}, append(ws, *erbij)
}

// Instellingkeuze is een instelling die men bij een aanbod kan kiezen.
type Instellingkeuze struct {
	Kenmerk, Naam string
	Soorten       []VerwerkerSoort
	Dicht         string // waarom zij nu niets ziet; leeg is niets
}

// Instellingen geeft bij wie iemand kan meedoen, op naam, voor wie een aanbod vastlegt.
func (h *Huis) Instellingen(ctx context.Context, wie Wie) ([]Instellingkeuze, error) {
	if !mag(wie, dossierHandelen) {
		return nil, ErrMagNiet
	}
	return h.kiesbaar(ctx, wie.Gemeente)
}

func (h *Huis) kiesbaar(ctx context.Context, g begrip.Gemeente) ([]Instellingkeuze, error) {
	vs, err := h.verwerkers(ctx, g)
	if err != nil {
		return nil, err
	}
	var uit []Instellingkeuze
	for i := range vs {
		v := &vs[i]
		if v.Gestopt || !v.isInstelling() {
			continue
		}
		k := Instellingkeuze{Kenmerk: v.Kenmerk, Naam: v.Naam, Soorten: v.Soorten}
		if w := v.dicht(h.nu().dag); len(w) > 0 {
			k.Dicht = w[0].Zin
		}
		uit = append(uit, k)
	}
	return uit, nil
}

// duoNummers geeft per aanbod het nummer dat de instelling bij DUO heeft, uit het register;
// wie de melding doet ziet het en kan het nog veranderen.
func (h *Huis) duoNummers(ctx context.Context, g begrip.Gemeente, d *dossier.Dossier) (map[string]string, error) {
	uit := map[string]string{}
	if !dossier.Heeft[*dossier.Deelname](d) {
		return uit, nil
	}
	vs, err := h.verwerkers(ctx, g)
	if err != nil {
		return nil, err
	}
	for _, f := range dossier.Van[*dossier.Deelname](d) {
		if v := zoekVerwerker(vs, f.Aanbieder); v != nil && v.DUO != "" && f.Over != "" {
			uit[d.Echt(f.Over)] = v.DUO
		}
	}
	return uit, nil
}

// isInstelling weigert een kenmerk dat niet in het register staat; leeg mag.
func (h *Huis) isInstelling(ctx context.Context, g begrip.Gemeente, kenmerk string) error {
	vs, err := h.verwerkers(ctx, g)
	if err != nil {
		return err
	}
	if v := zoekVerwerker(vs, kenmerk); kenmerk != "" && (v == nil || v.Kenmerk != kenmerk || !v.isInstelling()) {
		return weiger("aanbieder-onbekend", "instelling", "Deze instelling staat niet in het register. Kies er een uit de lijst.")
	}
	return nil
}

// Werkgevers geeft de instellingen waar iemand kan werken, voor wie medewerkers bijhoudt.
func (h *Huis) Werkgevers(ctx context.Context, wie Wie) ([]Instellingkeuze, error) {
	if !mag(wie, medewerkersBeheren) {
		return nil, ErrMagNiet
	}
	return h.kiesbaar(ctx, wie.Gemeente)
}

// Zichtregel zegt in een dossier welke instelling er iets van ziet, en tot wanneer.
type Zichtregel struct {
	Kenmerk, Over     string // van het feit, en van het aanbod
	Aanbieder         string
	Instelling        string
	Wat               dossier.Aanbod
	Vanaf, Tot, Zicht begrip.Datum
	Ziet              bool
	Waarom            string     // waarom zij nu niets ziet
	Voortgang         bool       // zij geeft uren en aanwezigheid
	Maanden           []Maandrij // die zij invulde, de nieuwste eerst
}

// wieZiet geeft van elke instelling bij wie iemand meedoet of meedeed of zij nu iets van
// het dossier ziet.
func (h *Huis) wieZiet(ctx context.Context, g begrip.Gemeente, s *stand) ([]Zichtregel, error) {
	ns := recht.Deelnames(s.d, s.r)
	if len(ns) == 0 {
		return nil, nil
	}
	vs, err := h.verwerkers(ctx, g)
	if err != nil {
		return nil, err
	}
	uit := make([]Zichtregel, len(ns))
	for i, n := range ns {
		r := Zichtregel{Kenmerk: n.Kenmerk, Over: n.Over, Aanbieder: n.Aanbieder, Instelling: n.Naam, Wat: n.Wat, Vanaf: n.Vanaf, Tot: n.Einde, Zicht: n.Zicht,
			Voortgang: recht.VoortgangGevraagd(s.d, n.Deelname), Maanden: ingevuldeMaanden(s.d, n.Kenmerk, n.Wat)}
		v := zoekVerwerker(vs, n.Aanbieder)
		if v != nil {
			r.Instelling = v.Naam
		}
		r.Ziet, r.Waarom = zietNu(v, n, s.nu.dag)
		uit[i] = r
	}
	return uit, nil
}

func zietNu(v *Verwerker, n recht.Deelname, dag begrip.Datum) (bool, string) {
	rij := store.Deelnameregel{Vanaf: n.Vanaf, Zicht: n.Zicht}
	switch {
	case n.Vanaf > dag:
		return false, "Vanaf " + n.Vanaf.Voluit() + "."
	case !rij.Ziet(dag):
		return false, "Sinds " + n.Zicht.Plus(1).Voluit() + " niet meer."
	case v == nil:
		return false, "Deze instelling staat niet meer in het register."
	case !v.Geeft(n.Wat):
		return false, "Deze instelling geeft dit volgens het register niet."
	}
	if w := v.dicht(dag); len(w) > 0 {
		return false, w[0].Zin
	}
	return true, ""
}

// ZonderOvereenkomst geeft de instellingen die nu deelnemers hebben en niets mogen zien,
// voor wie het register bijhoudt.
func (h *Huis) ZonderOvereenkomst(ctx context.Context, wie Wie) ([]string, error) {
	if !mag(wie, verwerkersWijzigen) || !mag(wie, takenZien) {
		return nil, nil
	}
	vs, err := h.verwerkers(ctx, wie.Gemeente)
	if err != nil {
		return nil, err
	}
	dag := h.nu().dag
	var uit []string
	for i := range vs {
		v := &vs[i]
		if !v.isInstelling() || len(v.dicht(dag)) == 0 {
			continue
		}
		blad, err := h.Kelder.Deelnemers(ctx, store.DeelnemerFilter{Gemeente: wie.Gemeente, Aanbieder: v.Kenmerk, Wat: alleWat(), Dag: dag, Hooguit: 1})
		if err != nil {
			return nil, lijstfout("deelnemers zonder overeenkomst zoeken", err)
		}
		if len(blad.Regels) > 0 {
			uit = append(uit, v.Naam)
		}
	}
	return uit, nil
}

func alleWat() []string {
	var uit []string
	for _, w := range dossier.AlleDeelnames {
		uit = append(uit, string(w))
	}
	return uit
}
