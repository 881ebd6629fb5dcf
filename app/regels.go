package app

import "traject/wetten"

// Regels geeft het regelboek zoals het vandaag geldt onder een beleidspakket; leeg is
// dat van deze gemeente. Het regelboek is voor iedereen. Onwaar: zo'n pakket is er niet.
func (h *Huis) Regels(pakket string) ([]wetten.Regel, bool) {
	if pakket == "" {
		pakket = h.Beleid
	}
	regels := h.Boek.Regels(pakket, h.nu().dag)
	return regels, regels != nil
}

// Pakketten geeft de namen van de beleidspakketten.
func (h *Huis) Pakketten() []string { return h.Boek.Pakketten() }
