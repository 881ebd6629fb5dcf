package app

import (
	"traject/store"
)

// Afleiding geeft hoe rij en taken van een dossier uit zijn feiten volgen, op de dag
// van vandaag. De kelder heeft haar nodig bij het terugzetten van een reservekopie:
// lijsten reizen niet mee.
func (h *Huis) Afleiding(wie Wie) (store.Afleiding, error) {
	if !mag(wie, opslagZien) || wie.Gemeente != h.Gemeente {
		return nil, ErrMagNiet
	}
	dag := h.nu().dag
	return func(l store.Logboek) (store.Lijstvervanging, error) { return h.opnieuw(l.Nummer, l, dag) }, nil
}
