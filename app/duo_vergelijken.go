package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// AuditDUOVergeleken is de auditregel van wie een dossier naast DUO legt.
const AuditDUOVergeleken = "duo-vergeleken"

// DUOVergelijking is één dossier naast wat DUO nu zegt.
type DUOVergelijking struct {
	Versie      int    // van het dossier waarmee is vergeleken
	Reden       string // waarom er niets te vergelijken is, in één zin; leeg is vergeleken
	GeenPlicht  bool   // DUO noemt voor deze persoon geen inburgeringsplicht
	Verschillen []besluit.Ketenverschil
}

// Loopt geeft de verschillen waar iets aan te doen is; wat alleen niet te lezen is niet.
func (v DUOVergelijking) Loopt() []besluit.Ketenverschil {
	return slices.DeleteFunc(slices.Clone(v.Verschillen), func(x besluit.Ketenverschil) bool { return !x.Verschilt() })
}

// NietLeesbaar geeft wat wij meldden en wat DUO niet teruggeeft.
func (v DUOVergelijking) NietLeesbaar() []besluit.Ketenverschil {
	return slices.DeleteFunc(slices.Clone(v.Verschillen), besluit.Ketenverschil.Verschilt)
}

// Waarom er niets te vergelijken is.
const (
	zonderVerbinding = "Er is geen verbinding met DUO. Vergelijk met het portaal."
	zonderBSN        = "Van deze persoon is het burgerservicenummer niet bekend. Vul het eerst aan."
	andereWet        = "Deze persoon valt onder een oude wet. DUO wisselt alleen gegevens uit over de Wet inburgering 2021."
	duoStoring       = "DUO is nu niet bereikbaar. Probeer het later opnieuw."
	duoWeigert       = "DUO laat deze persoon niet zien. Misschien woont deze persoon niet meer in uw gemeente."
)

// VergelijkMetDUO legt een dossier naast wat DUO nu zegt, voor wie ermee mag handelen.
func (h *Huis) VergelijkMetDUO(ctx context.Context, wie Wie, nummer string) (DUOVergelijking, error) {
	s, err := h.lees(ctx, wie, nummer, dossierHandelen)
	if err != nil {
		return DUOVergelijking{}, err
	}
	v, reden, err := h.vraagVergelijking(ctx, s, h.metAudit(ctx, wie, nummer))
	uit := DUOVergelijking{Versie: s.versie, Reden: reden}
	if err != nil || reden != "" {
		return uit, err
	}
	uit.Verschillen, uit.GeenPlicht = h.verschillen(s, v), v.GeenPlicht
	return uit, nil
}

// metAudit schrijft op dat iemand een dossier naast DUO legt.
func (h *Huis) metAudit(ctx context.Context, wie Wie, nummer string) func() error {
	return func() error {
		return h.noteer(ctx, wie, Auditregel{Handeling: AuditDUOVergeleken, Nummer: nummer})
	}
}

// vraagVergelijking haalt op wat DUO zegt. De reden zegt waarom dat niet ging. Mislukt
// vooraf, dan krijgt DUO geen vraag.
func (h *Huis) vraagVergelijking(ctx context.Context, s *stand, vooraf func() error) (Vergeleken, string, error) {
	switch {
	case h.Keten == nil:
		return Vergeleken{}, zonderVerbinding, nil
	case s.d.Stelsel != begrip.Wi2021:
		return Vergeleken{}, andereWet, nil
	case s.d.Persoon.BSN.IsLeeg():
		return Vergeleken{}, zonderBSN, nil
	}
	if err := vooraf(); err != nil {
		return Vergeleken{}, "", err
	}
	v, err := h.Keten.Vergelijk(ctx, s.d.Persoon.BSN)
	var weigering *KetenWeigering
	switch {
	case errors.As(err, &weigering):
		return Vergeleken{}, duoWeigert, nil
	case err != nil && ctx.Err() != nil:
		return Vergeleken{}, "", fmt.Errorf("dossier %s met DUO vergelijken: %w", s.nummer, ctx.Err())
	case err != nil:
		h.Log.WarnContext(ctx, "niet vergeleken met DUO", "dossier", s.nummer, "fout", err.Error())
		return Vergeleken{}, duoStoring, nil
	}
	return v, "", nil
}

func (h *Huis) verschillen(s *stand, v Vergeleken) []besluit.Ketenverschil {
	return v.Verschillen(s.d, besluit.EigenkantVan(s.d, recht.Reken(s.d, s.r), s.nu.dag), s.nu.dag)
}

// kies vraagt DUO opnieuw en zoekt de verschillen die iemand op het scherm koos. Wat DUO
// intussen anders zegt is er niet meer bij: dan gebeurt er niets.
func (h *Huis) kies(ctx context.Context, wie Wie, nummer string, versie int, sleutels []string) (*stand, []besluit.Ketenverschil, error) {
	s, err := h.lees(ctx, wie, nummer, dossierHandelen)
	if err != nil {
		return nil, nil, err
	}
	if versie != s.versie {
		return nil, nil, s.conflict(wie, versie)
	}
	v, reden, err := h.vraagVergelijking(ctx, s, h.metAudit(ctx, wie, nummer))
	if err != nil {
		return nil, nil, err
	}
	if reden != "" {
		return nil, nil, weiger("duo-niet-te-lezen", "", reden)
	}
	gekozen := slices.DeleteFunc(h.verschillen(s, v), func(x besluit.Ketenverschil) bool { return !slices.Contains(sleutels, x.Sleutel) })
	switch {
	case len(sleutels) == 0:
		return nil, nil, weiger("niets-gekozen", "keuze", "Kies eerst wat u wilt overnemen.")
	case len(gekozen) != len(sleutels):
		return nil, nil, weiger("verschil-weg", "", "DUO zegt nu iets anders dan net op het scherm stond. Bekijk de verschillen opnieuw.")
	}
	return s, gekozen, nil
}

// NeemOverVanDUO maakt het dossier op de gekozen punten gelijk aan DUO. Wat er stond blijft
// te zien.
func (h *Huis) NeemOverVanDUO(ctx context.Context, wie Wie, nummer string, versie int, sleutels []string) (Vastgelegd, error) {
	_, gekozen, err := h.kies(ctx, wie, nummer, versie, sleutels)
	if err != nil {
		return Vastgelegd{}, err
	}
	return h.voer(ctx, wie, nummer, versie, uitvoering{naam: "duo-overnemen", wat: dossierHandelen, beslis: func(s *stand) (besluit.Besluit, []begrip.Weigering) {
		var uit []dossier.Gebeurtenis
		for _, v := range gekozen {
			uit = append(uit, v.NeemOp...)
		}
		for i := range uit {
			uit[i].Wie, uit[i].Rol, uit[i].ID = wie.Gebruiker, wie.Rol, s.kenmerk(s.versie+1+i)
		}
		if len(uit) == 0 {
			return besluit.Besluit{}, []begrip.Weigering{{Code: "niet-over-te-nemen", Zin: "Dit kunt u niet overnemen. Verbeter het dossier met de hand."}}
		}
		return besluit.Besluit{Gebeurtenissen: uit}, nil
	}})
}

// MeldVerschil maakt DUO op het gekozen punt gelijk aan het dossier, langs dezelfde weg en
// met dezelfde regels als elke melding.
func (h *Huis) MeldVerschil(ctx context.Context, wie Wie, nummer string, versie int, sleutel string) (Vastgelegd, error) {
	_, gekozen, err := h.kies(ctx, wie, nummer, versie, []string{sleutel})
	if err != nil {
		return Vastgelegd{}, err
	}
	if gekozen[0].Meld == nil {
		return Vastgelegd{}, weiger("niet-te-melden", "", "Dit kunt u DUO niet melden. Neem contact op met DUO.")
	}
	if h.weg(gekozen[0].Meld.Soort) != dossier.WegM2M { // anders stond er straks dat iemand het al in het portaal had gezet
		return Vastgelegd{}, weiger("langs-portaal", "", "Dit gaat via het portaal van DUO. Zet het daar, en leg het vast bij Melden aan DUO.")
	}
	return h.MeldAanDUO(ctx, wie, nummer, versie, besluit.Meldopdracht{Melding: *gekozen[0].Meld})
}
