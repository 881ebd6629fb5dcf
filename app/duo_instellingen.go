package app

import (
	"context"
	"sync"

	"traject/kern/besluit"
)

// instellingenLang is hoe lang de lijst van DUO zonder opnieuw vragen wordt gebruikt; na
// een mislukte vraag wacht het huis korter (seconden).
const (
	instellingenLang = 12 * 60 * 60
	instellingenKort = 5 * 60
)

// scholen onthoudt de lijst van DUO. Zij verandert zelden en er staat geen mens in.
type scholen struct {
	slot  sync.Mutex
	lijst []besluit.Instelling
	tot   int64
}

// instellingen geeft de scholen zoals DUO ze kent; nil als dat niet bekend is. Dan valt er
// ook niets te keuren: DUO zegt het zelf als een school niet kan.
func (h *Huis) instellingen(ctx context.Context) []besluit.Instelling {
	if h.Keten == nil {
		return nil
	}
	s := &h.scholen
	s.slot.Lock()
	defer s.slot.Unlock()
	nu := h.nu().seconden
	if nu < s.tot {
		return s.lijst
	}
	l, err := h.Keten.Instellingen(ctx)
	if err != nil {
		h.Log.WarnContext(ctx, "lijst van instellingen niet gelezen bij DUO", "fout", err.Error())
		s.tot = nu + instellingenKort
		return s.lijst
	}
	s.lijst, s.tot = l, nu+instellingenLang
	return l
}
